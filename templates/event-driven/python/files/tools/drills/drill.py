"""What a drill can ask of the service: to take an event, and what became of it."""

from collections.abc import Awaitable, Callable
from typing import Any

from tools.drills.running_service import Answer, RunningService, run

LINES = [{"item": "tea", "quantity": 1}]


class Drill(RunningService):
    async def order(self, event_id: str, **fields: Any) -> Answer:
        """Hands in that the order of this name was paid; `fields` say what is otherwise."""
        event = {"type": "order.paid", "version": 2, "orderId": event_id, "customer": "Ada"}
        return await self.put(f"/events/{event_id}", {**event, "lines": LINES, **fields})

    async def becomes(self, order_id: str, status: str, within_s: float = 10) -> None:
        async def is_so() -> bool:
            found = await self.get(f"/shipments/{order_id}")
            return bool(found.body.get("status") == status)

        await self.eventually(f"the shipment of {order_id} is {status}", is_so, within_s)

    async def parked(self) -> float | None:
        """How many events were put aside because nobody can read them."""
        # compendium:slot drill-parked default
        return await self.metric("inbox_parked")
        # compendium:end


def run_drill(env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    run(Drill, {"REDELIVERY_DELAY_MS": "100", **env}, drill)

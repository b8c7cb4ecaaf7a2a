"""What a drill can ask of the service: to place an order, and what became of it."""

from collections.abc import Awaitable, Callable
from typing import Any

from tools.drills.running_service import Answer, RunningService, run

ORDER = {"item": "tea", "quantity": 1, "amountCents": 350}


class Drill(RunningService):
    async def order(self, order_id: str) -> Answer:
        return await self.put(f"/orders/{order_id}", ORDER)

    async def post(self, path: str, body: Any, headers: dict[str, str]) -> Any:
        return (await self.ask("POST", path, body, headers)).body

    async def status_of(self, order_id: str) -> str:
        return str((await self.get(f"/orders/{order_id}")).body["status"])


def run_drill(env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    run(Drill, {"REDELIVERY_DELAY_MS": "100", **env}, drill)

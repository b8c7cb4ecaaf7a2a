"""What a drill can ask of the gateway."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tools.drills.running_service import Answer, RunningService, run

ORDER = {"item": "tea", "quantity": 1, "amountCents": 350}


class Drill(RunningService):
    async def order(self, order_id: str) -> Answer:
        """Places an order through the gateway."""
        return await self._send("PUT", f"/orders/{order_id}", ORDER)

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Reads through the gateway, and prints the answer on a line."""
        return await self._send("GET", path, None, headers)

    async def _send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str] | None = None
    ) -> Answer:
        given = {"authorization": f"Bearer {self.fakes.identity.token()}", **(headers or {})}
        return await self.ask(method, path, body, given, title=f"{method:3} {path}")


def run_drill(env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    run(Drill, {"UPSTREAM_TIMEOUT_MS": "500", **env}, drill)

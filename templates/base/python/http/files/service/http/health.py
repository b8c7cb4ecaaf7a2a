"""Whether the process lives, and whether it wants traffic."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.responses import JSONResponse


class Health:
    """How the parts do, in a word each, and what has to be true to be ready."""

    def __init__(self) -> None:
        self.is_stopping = False
        self._parts: dict[str, Callable[[], str]] = {}
        self._conditions: list[Callable[[], bool]] = []

    def report(self, part: str, state: Callable[[], str]) -> None:
        """Shows how a part does, in a word, in the answer of `/health/ready`."""
        self._parts[part] = state

    def require(self, is_ready: Callable[[], bool]) -> None:
        """Not ready while `is_ready` is false: no new traffic, please."""
        self._conditions.append(is_ready)

    def states(self) -> dict[str, str]:
        return {part: state() for part, state in self._parts.items()}

    def is_ready(self) -> bool:
        return not self.is_stopping and all(is_ready() for is_ready in self._conditions)


def health_routes(app: FastAPI, health: Health) -> None:
    """Liveness says that the process can answer, readiness that it wants traffic.

    Neither fails because a service that we call is down: restarting this one or taking it out of
    rotation would not mend the other, and what does not need it still works.
    """

    @app.get("/health/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @app.get("/health/ready")
    async def ready() -> JSONResponse:
        is_ready = health.is_ready()
        status = "stopping" if health.is_stopping else "ready" if is_ready else "not-ready"
        body = {"status": status, "parts": health.states()}
        return JSONResponse(body, 200 if is_ready else 503)

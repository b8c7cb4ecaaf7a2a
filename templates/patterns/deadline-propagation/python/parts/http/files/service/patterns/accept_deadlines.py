"""Each request has a deadline. See docs/adr/deadline-propagation.md."""

from starlette.types import ASGIApp, Receive, Scope, Send

from service.patterns.deadline import DEADLINE_HEADER, start_deadline


class AcceptDeadlines:
    """Gives each request a deadline: what its caller has left, and never more than `max_ms`."""

    def __init__(self, app: ASGIApp, max_ms: int) -> None:
        self._app = app
        self._max_ms = max_ms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(DEADLINE_HEADER.encode(), b"")
            left_ms = min(int(given), self._max_ms) if given.isdigit() else self._max_ms
            start_deadline(left_ms)
        await self._app(scope, receive, send)

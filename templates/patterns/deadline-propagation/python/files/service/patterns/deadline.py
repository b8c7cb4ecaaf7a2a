"""Each request has a deadline, and so have the calls for it. See docs/adr/deadline-propagation.md."""

import asyncio
import time
from contextvars import ContextVar

from starlette.types import ASGIApp, Receive, Scope, Send

from service.http_client.http_client import Dependency, HttpAnswer, HttpClient, HttpRequest
from service.messaging.broker import Delivery, Handler
from service.problem import Problem

# How much time is left, in milliseconds. A point in time would need clocks that agree.
DEADLINE_HEADER = "x-deadline-ms"

# On the clock of `time.monotonic()`, in seconds, which nobody sets.
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


class DeadlineExceeded(Problem):
    def __init__(self) -> None:
        message = "the time that the caller gave is over"
        super().__init__(message, status=504, code="deadline-exceeded")


class AcceptDeadlines:
    """Gives each request a deadline: what its caller has left, and never more than `max_ms`."""

    def __init__(self, app: ASGIApp, max_ms: int) -> None:
        self._app = app
        self._max_ms = max_ms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(DEADLINE_HEADER.encode(), b"")
            left_ms = min(int(given), self._max_ms) if given.isdigit() else self._max_ms
            _deadline.set(time.monotonic() + left_ms / 1000)
        await self._app(scope, receive, send)


def pass_deadline_on(_: Dependency, next_call: HttpClient) -> HttpClient:
    """The policy nearest to the network: tells the other side how long we still wait."""

    async def call(request: HttpRequest) -> HttpAnswer:
        left_ms = left()
        if left_ms is None:
            return await next_call(request)
        headers = {**request.headers, DEADLINE_HEADER: str(left_ms)}
        return await next_call(HttpRequest(request.method, request.path, request.body, headers))

    return call


def within_deadline(_: Dependency, next_call: HttpClient) -> HttpClient:
    """The outermost policy: nothing, no pause and no attempt, goes on beyond the deadline."""

    async def call(request: HttpRequest) -> HttpAnswer:
        left_ms = left()
        if left_ms is None:
            return await next_call(request)
        try:
            # Whatever it is doing then, it ends.
            return await asyncio.wait_for(next_call(request), left_ms / 1000)
        except TimeoutError as cause:
            raise DeadlineExceeded from cause

    return call


def forget_deadline(_: str, next_handler: Handler) -> Handler:
    """A message has no caller who waits, also where it is delivered in the wake of a request."""

    async def handle(delivery: Delivery) -> None:
        _deadline.set(None)
        await next_handler(delivery)

    return handle


def left() -> int | None:
    """Milliseconds; None where there is no deadline. Raises `DeadlineExceeded` when it is over."""
    deadline = _deadline.get()
    if deadline is None:
        return None
    left_ms = int((deadline - time.monotonic()) * 1000)
    if left_ms <= 0:
        raise DeadlineExceeded
    return left_ms

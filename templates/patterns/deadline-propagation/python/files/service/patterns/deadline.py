"""Whoever waits has a deadline, and so have the calls for them. See docs/adr/deadline-propagation.md."""

import asyncio
import time
from contextvars import ContextVar
from dataclasses import replace

from service.http_client.http_client import Dependency, HttpAnswer, HttpClient, HttpRequest
from service.problem import Problem

# How much time is left, in milliseconds. A point in time would need clocks that agree.
DEADLINE_HEADER = "x-deadline-ms"

# On the clock of `time.monotonic()`, in seconds, which nobody sets.
current_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


def start_deadline(within_ms: float) -> None:
    """For what this task does from now on, and the tasks that it starts."""
    current_deadline.set(time.monotonic() + within_ms / 1000)


class DeadlineExceeded(Problem):
    def __init__(self) -> None:
        message = "the time that the caller gave is over"
        super().__init__(message, status=504, code="deadline-exceeded")


def pass_deadline_on(_: Dependency, next_call: HttpClient) -> HttpClient:
    """The policy nearest to the network: tells the other side how long we still wait."""

    async def call(request: HttpRequest) -> HttpAnswer:
        left_ms = left()
        if left_ms is None:
            return await next_call(request)
        headers = {**request.headers, DEADLINE_HEADER: str(left_ms)}
        return await next_call(replace(request, headers=headers))

    return call


def within_deadline(_: Dependency, next_call: HttpClient) -> HttpClient:
    """The outermost policy: nothing, no pause and no attempt, goes on beyond the deadline."""

    async def call(request: HttpRequest) -> HttpAnswer:
        left_ms = left()
        if left_ms is None:
            return await next_call(request)
        try:
            # Whatever it is doing then, it ends.
            async with asyncio.timeout(left_ms / 1000):
                return await next_call(request)
        except TimeoutError as cause:
            raise DeadlineExceeded from cause

    return call


def left() -> int | None:
    """Milliseconds; None where there is no deadline. Raises `DeadlineExceeded` when it is over."""
    deadline = current_deadline.get()
    if deadline is None:
        return None
    left_ms = int((deadline - time.monotonic()) * 1000)
    if left_ms <= 0:
        raise DeadlineExceeded
    return left_ms

"""Work for a client lasts no longer than the client."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.types import Receive

from service.problem import Problem

T = TypeVar("T")


class ClientGone(Problem):
    def __init__(self) -> None:
        # 499 is what proxies write into their logs; nobody is there to read it.
        super().__init__("the client has gone", status=499, code="client-gone")


async def while_wanted(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """The result of the work, which is given up when the client goes. Raises `ClientGone`.

    For when the whole request has been read: what comes after it is nothing but its end.
    """
    working = asyncio.create_task(work)
    waiting = asyncio.create_task(departure(receive))
    try:
        await asyncio.wait((working, waiting), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone
        return working.result()
    finally:
        for task in (working, waiting):
            task.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)


async def departure(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        """More of a request that nobody reads."""

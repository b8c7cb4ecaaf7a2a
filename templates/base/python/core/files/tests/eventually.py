import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable


async def eventually(
    is_true: Callable[[], bool | Awaitable[bool]], within_s: float = 10
) -> None:
    """Waits for something that takes a while; fails when it does not come true."""
    give_up_at = time.monotonic() + within_s
    while True:
        result = is_true()
        if await result if inspect.isawaitable(result) else result:
            return
        assert time.monotonic() < give_up_at, "it did not come true"
        await asyncio.sleep(0.01)

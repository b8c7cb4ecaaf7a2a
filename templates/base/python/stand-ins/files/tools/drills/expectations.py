"""What a drill expects to see, and how it ends."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from typing import NoReturn


class Expectations:
    def __init__(self) -> None:
        self.failures = 0

    def expect(self, what: str, is_true: bool) -> None:
        """A fact that has to be true; the drill fails if it is not."""
        if not is_true:
            self.failures += 1
        print(f"{'ok ' if is_true else '!  '} {what}")

    async def eventually(
        self, what: str, is_true: Callable[[], Awaitable[bool]], within_s: float = 10
    ) -> None:
        """Waits for something that takes a while."""
        give_up_at = time.monotonic() + within_s
        while not (came_true := await is_true()) and time.monotonic() < give_up_at:
            await asyncio.sleep(0.02)
        self.expect(what, came_true)

    async def soon(self, what: str, is_true: Callable[[], bool], within_s: float = 10) -> None:
        """The same, for what is seen without asking anybody."""

        async def look() -> bool:
            return is_true()

        await self.eventually(what, look, within_s)


def end(failures: int) -> NoReturn:
    """Exits with 1 when not everything that the drill expects was seen."""
    print("The drill FAILED: see the lines marked !" if failures else "The drill passed.")
    sys.exit(1 if failures else 0)

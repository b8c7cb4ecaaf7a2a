"""What is done again and again."""

import asyncio
from collections.abc import Awaitable, Callable

from service.observability.log import Log


class Rounds:
    """Runs at once and then again and again, never twice at the same time."""

    def __init__(
        self, name: str, interval_ms: float, run: Callable[[], Awaitable[None]], log: Log
    ) -> None:
        self._name = name
        self._interval_s = interval_ms / 1000
        self._run = run
        self._log = log
        self._stopping = asyncio.Event()
        self._task = asyncio.create_task(self._go_on())

    async def stop(self) -> None:
        """Lets the round under way finish."""
        self._stopping.set()
        await self._task

    async def _go_on(self) -> None:
        while not self._stopping.is_set():
            try:
                await self._run()
            except Exception:
                self._log.exception("a round failed", of=self._name)
            await self._pause()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self._interval_s):
                await self._stopping.wait()
        except TimeoutError:
            pass

"""What is done again and again, beside the requests."""

import asyncio
from collections.abc import Awaitable, Callable

from service.observability.log import Log


class Rounds:
    """One round at a time: every so often, and at once when somebody wakes it.

    A round that fails is logged, and the next one comes all the same.
    """

    def __init__(
        self, name: str, do_round: Callable[[], Awaitable[None]], interval_ms: int, log: Log
    ) -> None:
        self._name = name
        self._do_round = do_round
        self._interval_s = interval_ms / 1000
        self._log = log
        self._woken = asyncio.Event()
        self._running: asyncio.Task[None] | None = None
        self.is_stopping = False

    def start(self) -> None:
        self._running = asyncio.create_task(self._run())

    def wake(self) -> None:
        self._woken.set()

    async def stop(self) -> None:
        """Lets the round under way finish."""
        self.is_stopping = True
        self.wake()
        if self._running is not None:
            await self._running

    async def _run(self) -> None:
        while not self.is_stopping:
            # Before the round: what comes up while it runs has it run again.
            self._woken.clear()
            try:
                await self._do_round()
            except Exception:
                self._log.exception("a round failed", rounds=self._name)
            if not self.is_stopping:
                await self._pause()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self._interval_s):
                await self._woken.wait()
        except TimeoutError:
            return

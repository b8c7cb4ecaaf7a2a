"""Runs the real program against its stand-in on loopback, with a home of its own."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from tools.drills.expectations import Expectations, end
from tools.fake_dependencies import FakeDependencies


@dataclass(frozen=True)
class Ended:
    # Negative: the signal that ended it.
    code: int
    out: str
    err: str
    took_ms: float


class Running:
    """A command that was started."""

    def __init__(self, process: asyncio.subprocess.Process, words: str) -> None:
        self.process = process
        self._words = words
        self._started_at = time.perf_counter()

    async def ended(self) -> Ended:
        """How it ended, which is also printed on a line."""
        out, err = (text.decode() for text in await self.process.communicate())
        took_ms = (time.perf_counter() - self._started_at) * 1000
        code = self.process.returncode or 0
        first = (out + err).strip().partition("\n")[0]
        print(f"  $ {self._words}\n    exit {code}  {took_ms:.0f} ms  {first}")
        return Ended(code, out, err, took_ms)


class Drill(Expectations):
    """The program under test, and what is expected to be seen."""

    def __init__(self, fakes: FakeDependencies, env: Mapping[str, str]) -> None:
        super().__init__()
        self.fakes = fakes
        self._env = env

    async def start(self, *arguments: str) -> Running:
        """Starts the program as a user would, and leaves it running."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "service", *arguments),
            env=self._env,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        return Running(process, " ".join(arguments))

    async def run(self, *arguments: str) -> Ended:
        return await (await self.start(*arguments)).ended()


def run_drill(
    env: Mapping[str, str], drill: Callable[[Drill], Coroutine[Any, Any, None]]
) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    fakes = FakeDependencies()
    with tempfile.TemporaryDirectory(prefix="drill-") as home:
        homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), home)
        usual = {**fakes.environment(), "DEPENDENCY_TIMEOUT_MS": "500"}
        running = Drill(fakes, {**os.environ, **homes, **usual, **env})
        try:
            asyncio.run(drill(running))
        finally:
            fakes.close()
    end(running.failures)

"""The leader is stopped in the middle of its work: another one takes over, and its late write is refused."""

import asyncio
import os
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools.drills.stopping import stop_between_transactions


class Instance:
    """The service as a process of its own, with its log in a file."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._log_file = folder / f"{name}.log"

    async def start(self) -> None:
        env = {
            "LOG_LEVEL": "info",
            "PORT": "0",
            "DATABASE_URL": f"sqlite:{self._folder / 'drill.db'}",
            "LEADER_LEASE_MS": "1500",
            "DUTY_INTERVAL_MS": "300",
            "UPKEEP_PAUSE_MS": "500",
        }
        with self._log_file.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "service"), env={**os.environ, **env}, stdout=log
            )

    def has_logged(self, what: str, times: int = 1) -> Callable[[], bool]:
        return lambda: self.count(what) >= times

    def count(self, what: str) -> int:
        return self._log_file.read_text().count(f'"{what}"')

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def stop_in_the_middle(self) -> None:
        """SIGSTOP, where it holds no lock of the database."""
        stop_between_transactions(self._process.pid, self._folder / "drill.db")

    async def end(self) -> None:
        if self._process.returncode is None:
            self.signal(signal.SIGCONT)
            self.signal(signal.SIGTERM)
        await self._process.wait()


class Drill:
    def __init__(self) -> None:
        self.failures = 0

    def expect(self, what: str, is_true: bool) -> None:
        if not is_true:
            self.failures += 1
        print(f"{'ok ' if is_true else '!  '} {what}", flush=True)

    async def eventually(self, what: str, is_true: Callable[[], bool]) -> None:
        give_up_at = time.monotonic() + 30
        while not is_true() and time.monotonic() < give_up_at:
            await asyncio.sleep(0.02)
        self.expect(what, is_true())


async def stop_the_leader(drill: Drill, first: Instance, second: Instance) -> None:
    print("# two processes share a database")
    await first.start()
    await drill.eventually("the first leads", first.has_logged("leads"))
    await second.start()
    await drill.eventually("the second serves", second.has_logged("listening"))
    begun = first.count("a duty begins")
    works = first.has_logged("a duty begins", begun + 1)
    await drill.eventually("the first begins its work", works)

    print("# the first is stopped in the middle of it (SIGSTOP)")
    # Between two tables.
    await asyncio.sleep(0.25)
    first.stop_in_the_middle()
    await drill.eventually("the second leads", second.has_logged("leads"))
    await drill.eventually("the second has done the work", second.has_logged("a duty is done"))

    print("# the first wakes up (SIGCONT) and ends what it had begun")
    first.signal(signal.SIGCONT)
    refused = first.has_logged("a late write was refused")
    await drill.eventually("its late write is refused", refused)


def token_in(folder: Path) -> int:
    connection = sqlite3.connect(folder / "drill.db", timeout=10)
    [token] = connection.execute("SELECT token FROM duty_runs").fetchone()
    connection.close()
    return int(token)


async def run(folder: Path) -> int:
    drill, first, second = Drill(), Instance(folder, "first"), Instance(folder, "second")
    try:
        await stop_the_leader(drill, first, second)
    finally:
        await asyncio.gather(first.end(), second.end())
    token = token_in(folder)
    drill.expect(f"the database has the later token: {token}", token > 1)
    return drill.failures


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        failures = asyncio.run(run(Path(name)))
    print("The drill FAILED: see the lines marked !" if failures else "The drill passed.")
    sys.exit(1 if failures else 0)

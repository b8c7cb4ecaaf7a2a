"""The real service on loopback with its stand-ins, and what is expected to be seen of it."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from service.app import Service, create_service
from service.config import Config, read_config
from tools.fake_dependencies import FakeDependencies


@dataclass(frozen=True)
class Answer:
    status: int
    took_ms: float
    body: Any


class RunningService:
    """What a drill can ask of it."""

    def __init__(self, config: Config, fakes: FakeDependencies, http: httpx.AsyncClient) -> None:
        self.config = config
        self.fakes = fakes
        self.failures = 0
        self._http = http
        self._service: Service | None = None

    async def start(self) -> None:
        self._service = await create_service(self.config)
        await self._service.start()

    async def stop(self) -> None:
        if self._service is not None:
            await self._service.stop()

    async def restart(self) -> None:
        """Stops the service and starts it on the same data, as after a crash or a deployment."""
        await self.stop()
        await self.start()

    async def put(self, path: str, body: Any) -> Answer:
        """Prints the answer on a line."""
        answer = await self._ask("PUT", path, body)
        name = path.rpartition("/")[2]
        print(f"  {name:8} {answer.status}  took {answer.took_ms:5.0f} ms")
        return answer

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path)

    async def metric(self, series: str) -> float | None:
        """One line of `/metrics`, such as `things_total{kind="a"}`; its number."""
        text = (await self._http.get(f"{self._url}/metrics")).text
        found = [line for line in text.splitlines() if line.startswith(f"{series} ")]
        return float(found[0].removeprefix(series)) if found else None

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
        """The same, for what is seen without asking the service."""

        async def look() -> bool:
            return is_true()

        await self.eventually(what, look, within_s)

    async def _ask(self, method: str, path: str, body: Any = None) -> Answer:
        sent_at = time.perf_counter()
        answer = await self._http.request(method, f"{self._url}{path}", json=body)
        return Answer(answer.status_code, (time.perf_counter() - sent_at) * 1000, answer.json())

    @property
    def _url(self) -> str:
        return self._service.url if self._service else ""


Running = TypeVar("Running", bound=RunningService)


def run(
    make: Callable[[Config, FakeDependencies, httpx.AsyncClient], Running],
    env: dict[str, str],
    drill: Callable[[Running], Awaitable[None]],
) -> None:
    """In a folder of its own. Exits with 1 when not everything that the drill expects was seen."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        failures = asyncio.run(run_in(Path(folder), make, env, drill))
    print("The drill FAILED: see the lines marked !" if failures else "The drill passed.")
    sys.exit(1 if failures else 0)


async def run_in(
    folder: Path,
    make: Callable[[Config, FakeDependencies, httpx.AsyncClient], Running],
    env: dict[str, str],
    drill: Callable[[Running], Awaitable[None]],
) -> int:
    fakes = FakeDependencies()
    defaults = {
        "LOG_LEVEL": "silent",
        "PORT": "0",
        "DATABASE_URL": f"sqlite:{folder / 'drill.db'}",
        "DEPENDENCY_TIMEOUT_MS": "500",
        **fakes.environment(),
    }
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        running = make(read_config({**defaults, **env}), fakes, http)
        try:
            await running.start()
            await drill(running)
        finally:
            await running.stop()
            running.fakes.close()
    return running.failures

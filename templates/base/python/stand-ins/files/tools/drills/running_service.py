"""The real service on loopback with its stand-ins, and what is expected to be seen of it."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from service.app import Service, create_service
from service.config import Config, read_config
from tools.drills.expectations import Expectations, end
from tools.fake_dependencies import FakeDependencies


@dataclass(frozen=True)
class Answer:
    status: int
    took_ms: float
    # None where there is no JSON.
    body: Any


class RunningService(Expectations):
    """What a drill can ask of it."""

    def __init__(self, config: Config, fakes: FakeDependencies, http: httpx.AsyncClient) -> None:
        super().__init__()
        self.config = config
        self.fakes = fakes
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
        return await self.ask("PUT", path, body, title=path.rpartition("/")[2])

    async def get(self, path: str) -> Answer:
        return await self.ask("GET", path)

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        title: str = "",
    ) -> Answer:
        """With a title the answer is printed on a line."""
        sent_at = time.perf_counter()
        url = f"{self._url}{path}"
        answer = await self._http.request(method, url, json=body, headers=headers)
        took_ms = (time.perf_counter() - sent_at) * 1000
        wait = answer.headers.get("retry-after")
        later = "" if wait is None else f"  Retry-After {wait} s"
        if title:
            print(f"  {title:8} {answer.status_code}  took {took_ms:5.0f} ms{later}")
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return Answer(answer.status_code, took_ms, answer.json() if is_json else None)

    async def metric(self, series: str) -> float | None:
        """One line of `/metrics`, such as `things_total{kind="a"}`; its number."""
        text = (await self._http.get(f"{self._url}/metrics")).text
        found = [line for line in text.splitlines() if line.startswith(f"{series} ")]
        return float(found[0].removeprefix(series)) if found else None

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
    end(failures)


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

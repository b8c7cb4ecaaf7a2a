"""Runs the real service on loopback with its stand-ins, in a folder of its own."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from service.app import Service, create_service
from service.config import Config, read_config
from tools.fake_dependencies import FakeDependencies

ORDER = {"item": "tea", "quantity": 1, "amountCents": 350}


@dataclass(frozen=True)
class Answer:
    status: int
    took_ms: float
    body: Any


class Drill:
    """The service under test, what a client can ask of it, and what is expected to be seen."""

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

    async def order(self, order_id: str) -> Answer:
        """Places an order and prints its answer on a line."""
        sent_at = time.perf_counter()
        answer = await self._http.put(self._url(f"/orders/{order_id}"), json=ORDER)
        took_ms = (time.perf_counter() - sent_at) * 1000
        wait = answer.headers.get("retry-after")
        later = "" if wait is None else f"  Retry-After {wait} s"
        print(f"  {order_id:8} {answer.status_code}  took {took_ms:5.0f} ms{later}")
        return Answer(answer.status_code, took_ms, answer.json())

    async def post(self, path: str, body: Any, headers: dict[str, str]) -> Any:
        return (await self._http.post(self._url(path), json=body, headers=headers)).json()

    async def get(self, path: str) -> Answer:
        sent_at = time.perf_counter()
        answer = await self._http.get(self._url(path))
        return Answer(answer.status_code, (time.perf_counter() - sent_at) * 1000, answer.json())

    async def status_of(self, order_id: str) -> str:
        return str((await self.get(f"/orders/{order_id}")).body["status"])

    async def metric(self, name: str) -> float | None:
        """A series of `/metrics` without labels."""
        text = (await self._http.get(self._url("/metrics"))).text
        values = [line.split(" ")[1] for line in text.splitlines() if line.startswith(f"{name} ")]
        return float(values[0]) if values else None

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

    def _url(self, path: str) -> str:
        return f"{self._service.url if self._service else ''}{path}"


def run_drill(env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        failures = asyncio.run(in_folder(Path(folder), env, drill))
    print("The drill FAILED: see the lines marked !" if failures else "The drill passed.")
    sys.exit(1 if failures else 0)


async def in_folder(
    folder: Path, env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]
) -> int:
    fakes = FakeDependencies()
    config = read_config(
        {
            "LOG_LEVEL": "silent",
            "PORT": "0",
            "DATABASE_URL": f"sqlite:{folder / 'drill.db'}",
            "PAYMENTS_URL": fakes.url_of("payments"),
            "STOCK_URL": fakes.url_of("stock"),
            "NOTIFICATIONS_URL": fakes.url_of("notifications"),
            "DEPENDENCY_TIMEOUT_MS": "500",
            "REDELIVERY_DELAY_MS": "100",
            **env,
        }
    )
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        running = Drill(config, fakes, http)
        try:
            await running.start()
            await drill(running)
        finally:
            await running.stop()
            running.fakes.close()
    return running.failures

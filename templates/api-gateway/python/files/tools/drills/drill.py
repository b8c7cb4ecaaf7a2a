"""Runs the real gateway on loopback with its stand-ins."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
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
    # None where there is no JSON.
    body: Any


class Drill:
    """The gateway under test, what a client can ask of it, and what is expected to be seen."""

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
        """Stops the gateway and starts it again, as a deployment does."""
        await self.stop()
        await self.start()

    async def order(self, order_id: str) -> Answer:
        """Places an order through the gateway and prints its answer on a line."""
        return await self._send("PUT", f"/orders/{order_id}", ORDER, {})

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Reads through the gateway, and prints the answer on a line."""
        return await self._send("GET", path, None, headers or {})

    async def metric(self, series: str) -> float | None:
        """A series of `/metrics`, such as `things_total{kind="a"}`."""
        text = (await self._http.get(self._url("/metrics"))).text
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

    async def _send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str]
    ) -> Answer:
        sent_at = time.perf_counter()
        token = {"authorization": f"Bearer {self.fakes.identity.token()}"}
        url = self._url(path)
        answer = await self._http.request(method, url, json=body, headers={**token, **headers})
        took_ms = (time.perf_counter() - sent_at) * 1000
        wait = answer.headers.get("retry-after")
        later = "" if wait is None else f"  Retry-After {wait} s"
        print(f"  {method:3} {path}  {answer.status_code}  took {took_ms:5.0f} ms{later}")
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return Answer(answer.status_code, took_ms, answer.json() if is_json else None)

    def _url(self, path: str) -> str:
        return f"{self._service.url if self._service else ''}{path}"


def run_drill(env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    failures = asyncio.run(among_fakes(env, drill))
    print("The drill FAILED: see the lines marked !" if failures else "The drill passed.")
    sys.exit(1 if failures else 0)


async def among_fakes(env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]) -> int:
    fakes = FakeDependencies()
    usual = {"LOG_LEVEL": "silent", "PORT": "0", "UPSTREAM_TIMEOUT_MS": "500"}
    config = read_config({**usual, **fakes.environment(), **env})
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        running = Drill(config, fakes, http)
        try:
            await running.start()
            await drill(running)
        finally:
            await running.stop()
            running.fakes.close()
    return running.failures

"""Runs real nodes on loopback, in a folder of their own."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tools.cluster.cluster import Cluster, free_ports

REQUEST_S = 30


@dataclass(frozen=True)
class Answer:
    # 0 when there is no answer.
    status: int
    body: Any
    took_ms: float


class Drill:
    """The nodes, what a client can ask of them, and what is expected to be seen."""

    def __init__(self, cluster: Cluster, http: httpx.AsyncClient) -> None:
        self.cluster = cluster
        self.failures = 0
        self._http = http

    async def send(self, node: str, method: str, path: str, body: Any = None) -> Answer:
        sent_at = time.perf_counter()
        try:
            url = self.cluster.url_of(node) + path
            answer = await self._http.request(method, url, json=body)
            status, found = answer.status_code, answer.json() if answer.content else None
        except (httpx.HTTPError, ValueError):
            status, found = 0, None
        return Answer(status, found, (time.perf_counter() - sent_at) * 1000)

    async def put(self, node: str, key: str, value: Any) -> Answer:
        return await self.send(node, "PUT", f"/entries/{key}", {"value": value})

    async def get(self, node: str, key: str) -> Answer:
        return await self.send(node, "GET", f"/entries/{key}")

    async def metric(self, node: str, series: str) -> float | None:
        """A series of `/metrics`, as it stands there; its number."""
        text = (await self._http.get(f"{self.cluster.url_of(node)}/metrics")).text
        found = [line for line in text.splitlines() if line.startswith(f"{series} ")]
        return float(found[0].removeprefix(series)) if found else None

    def expect(self, what: str, is_true: bool) -> None:
        """A fact that has to be true; the drill fails if it is not."""
        if not is_true:
            self.failures += 1
        print(f"{'ok ' if is_true else '!  '} {what}", flush=True)

    async def eventually(
        self, what: str, is_true: Callable[[], Awaitable[bool]], within_s: float = 15
    ) -> None:
        """Waits for something that takes a while."""
        give_up_at = time.monotonic() + within_s
        while not (came_true := await is_true()) and time.monotonic() < give_up_at:
            await asyncio.sleep(0.05)
        self.expect(what, came_true)


def run_drill(
    env: dict[str, str], drill: Callable[[Drill], Awaitable[None]], count: int = 3
) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        folder = Path(name)
        defaults = {
            "LOG_LEVEL": "warn",
            # compendium:slot drill-config
        }
        cluster = Cluster(free_ports(count), folder, {**defaults, **env})
        failures = asyncio.run(on_cluster(cluster, drill))
    print("The drill FAILED: see the lines marked !" if failures else "The drill passed.")
    sys.exit(1 if failures else 0)


async def on_cluster(cluster: Cluster, drill: Callable[[Drill], Awaitable[None]]) -> int:
    print(f"# {len(cluster.names)} nodes start", flush=True)
    async with httpx.AsyncClient(timeout=REQUEST_S, trust_env=False) as http:
        running = Drill(cluster, http)
        try:
            await cluster.start_all()
            await drill(running)
        finally:
            await cluster.stop()
    return running.failures

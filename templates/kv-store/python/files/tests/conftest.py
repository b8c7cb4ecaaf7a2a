"""Nodes in this process that reach each other over loopback."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest_asyncio

from service.app import Service, create_service
from service.config import read_config
from tests.fake_node import FakeNode
from tools.cluster.cluster import free_ports

# Of nodes in tests, unless a test names others.
ENV = {
    "LOG_LEVEL": "silent",
    "DATABASE_URL": "sqlite::memory:",
    # No test waits for it: a busy machine must not look like a node that is gone.
    "PEER_TIMEOUT_MS": "5000",
    "REPAIR_PAUSE_MS": "0",
    # compendium:slot test-config
}


class RunningNode:
    """A node, and what can be asked of it."""

    def __init__(self, name: str, service: Service, http: httpx.AsyncClient) -> None:
        self.name = name
        self.service = service
        self._http = http

    async def send(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return await self._http.request(method, self.service.url + path, json=body)

    async def put(self, key: str, value: Any) -> httpx.Response:
        return await self.send("PUT", f"/entries/{key}", {"value": value})

    async def get(self, key: str) -> httpx.Response:
        return await self.send("GET", f"/entries/{key}")

    async def value_of(self, key: str) -> Any:
        return (await self.get(key)).json().get("value")

    async def remove(self, key: str) -> httpx.Response:
        return await self.send("DELETE", f"/entries/{key}")

    async def metric(self, series: str) -> float | None:
        """One line of `/metrics`, such as `things_total{kind="a"}`; its number."""
        lines = (await self.send("GET", "/metrics")).text.splitlines()
        found = [line for line in lines if line.startswith(f"{series} ")]
        return float(found[0].removeprefix(series)) if found else None

    async def stop(self) -> None:
        await self.service.stop()


StartNodes = Callable[..., Awaitable[list[RunningNode]]]
StartFakeNode = Callable[[str], Awaitable[FakeNode]]


@pytest_asyncio.fixture
async def start_nodes() -> AsyncIterator[StartNodes]:
    """Starts so many nodes, and others after them, with variables of the environment that the test names."""
    async with AsyncExitStack() as stack:
        client = httpx.AsyncClient(timeout=60, trust_env=False)
        http = await stack.enter_async_context(client)

        async def start(
            count: int, others: Sequence[FakeNode] = (), **env: str
        ) -> list[RunningNode]:
            ports = free_ports(count)
            urls = [f"http://127.0.0.1:{port}" for port in ports] + [one.url for one in others]
            listed = ",".join(f"node-{number}={url}" for number, url in enumerate(urls, 1))
            nodes: list[RunningNode] = []
            for number, port in enumerate(ports, 1):
                own = {"NODE_NAME": f"node-{number}", "PORT": str(port)}
                service = await create_service(read_config({**ENV, "NODES": listed, **env, **own}))
                stack.push_async_callback(service.stop)
                await service.start()
                nodes.append(RunningNode(own["NODE_NAME"], service, http))
            return nodes

        yield start


@pytest_asyncio.fixture
async def start_fake_node() -> AsyncIterator[StartFakeNode]:
    started: list[FakeNode] = []

    async def start(mode: str) -> FakeNode:
        node = FakeNode(mode)
        await node.start()
        started.append(node)
        return node

    yield start
    for node in started:
        node.stop()

"""The whole service against its stand-ins, driven without a socket of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.app import Service, create_service
from service.config import read_config
from tests.databases import empty_database
from tools.fake_dependencies import FakeDependencies

ORDER: dict[str, Any] = {"item": "tea", "quantity": 2, "amountCents": 700}


class Shop:
    """What a client can ask of the service."""

    def __init__(self, service: Service, http: httpx.AsyncClient) -> None:
        self.service = service
        self.http = http

    async def put(
        self, order_id: str, body: Any = ORDER, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return await self.http.put(f"/orders/{order_id}", json=body, headers=headers)

    async def get(self, path: str) -> httpx.Response:
        return await self.http.get(path)

    async def post(self, path: str, body: Any, headers: dict[str, str]) -> httpx.Response:
        return await self.http.post(path, json=body, headers=headers)

    async def status_of(self, order_id: str) -> str:
        return str((await self.get(f"/orders/{order_id}")).json()["status"])

    async def metric(self, series: str) -> float | None:
        """One line of `/metrics`, such as `things_total{kind="a"}`; its number."""
        lines = (await self.get("/metrics")).text.splitlines()
        found = [line for line in lines if line.startswith(f"{series} ")]
        return float(found[0].removeprefix(series)) if found else None

    async def stop(self) -> None:
        await self.service.stop()


StartShop = Callable[..., Awaitable[Shop]]


@pytest.fixture
def fakes() -> Iterator[FakeDependencies]:
    fakes = FakeDependencies()
    yield fakes
    fakes.close()


@pytest_asyncio.fixture
async def start_shop(fakes: FakeDependencies) -> AsyncIterator[StartShop]:
    """Starts the service, with variables of the environment that the test names."""
    async with AsyncExitStack() as stack:

        async def start(**env: str) -> Shop:
            defaults = {
                "LOG_LEVEL": "silent",
                "DATABASE_URL": await stack.enter_async_context(empty_database()),
                "PAYMENTS_URL": fakes.url_of("payments"),
                "STOCK_URL": fakes.url_of("stock"),
                "NOTIFICATIONS_URL": fakes.url_of("notifications"),
                "REDELIVERY_DELAY_MS": "5",
                # compendium:slot test-config
            }
            service = await create_service(read_config({**defaults, **env}))
            stack.push_async_callback(service.stop)
            app: Any = service.app
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            client = httpx.AsyncClient(transport=transport, base_url="http://shop")
            return Shop(service, await stack.enter_async_context(client))

        yield start


@pytest_asyncio.fixture
async def shop(start_shop: StartShop) -> Shop:
    return await start_shop()

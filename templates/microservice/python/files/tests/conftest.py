"""The whole service against its stand-ins, driven without a socket of its own."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.databases import empty_database
from tests.service_client import ServiceClient, open_service
from tools.fake_dependencies import FakeDependencies

ORDER: dict[str, Any] = {"item": "tea", "quantity": 2, "amountCents": 700}


class Shop(ServiceClient):
    """Places orders, and looks what became of them."""

    async def put(
        self, order_id: str, body: Any = ORDER, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return await self.http.put(f"/orders/{order_id}", json=body, headers=headers)

    async def post(self, path: str, body: Any, headers: dict[str, str]) -> httpx.Response:
        return await self.http.post(path, json=body, headers=headers)

    async def status_of(self, order_id: str) -> str:
        return str((await self.get(f"/orders/{order_id}")).json()["status"])

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
                **fakes.environment(),
                "REDELIVERY_DELAY_MS": "5",
                # compendium:slot test-config
            }
            return await stack.enter_async_context(open_service(Shop, {**defaults, **env}))

        yield start


@pytest_asyncio.fixture
async def shop(start_shop: StartShop) -> Shop:
    return await start_shop()

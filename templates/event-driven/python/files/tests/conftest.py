"""The service, what its clients send it, and the stand-ins that it calls."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.databases import empty_database
from tests.service_client import ServiceClient, open_service
from tools.fake_dependencies import FakeDependencies

LINES: list[dict[str, Any]] = [{"item": "tea", "quantity": 2}]


def paid(order_id: str) -> dict[str, Any]:
    """The event that an order was paid."""
    event = {"type": "order.paid", "version": 2, "orderId": order_id, "customer": "Ada"}
    return {**event, "lines": LINES}


def cancelled(order_id: str) -> dict[str, Any]:
    return {"type": "order.cancelled", "version": 1, "orderId": order_id}


class Publisher(ServiceClient):
    """Hands events in by HTTP, and looks what became of them."""

    async def put(self, event_id: str, event: Any = None) -> httpx.Response:
        """Without an event, that the order of this name was paid."""
        return await self.put_json(f"/events/{event_id}", event or paid(event_id))

    async def status_of(self, order_id: str) -> str | None:
        status: str | None = (await self.get(f"/shipments/{order_id}")).json().get("status")
        return status

    def has(self, order_id: str, status: str) -> Callable[[], Awaitable[bool]]:
        """For `eventually`."""

        async def look() -> bool:
            return await self.status_of(order_id) == status

        return look

    def shows(self, series: str, value: float | None) -> Callable[[], Awaitable[bool]]:
        """The same, for a metric."""

        async def look() -> bool:
            return await self.metric(series) == value

        return look


StartService = Callable[..., Awaitable[Publisher]]


@pytest.fixture
def fakes() -> Iterator[FakeDependencies]:
    fakes = FakeDependencies()
    yield fakes
    fakes.close()


@pytest_asyncio.fixture
async def start_service(fakes: FakeDependencies) -> AsyncIterator[StartService]:
    """Starts the service, with variables of the environment that the test names."""
    async with AsyncExitStack() as stack:

        async def start(**env: str) -> Publisher:
            defaults = {
                "LOG_LEVEL": "silent",
                "DATABASE_URL": await stack.enter_async_context(empty_database()),
                **fakes.environment(),
                "REDELIVERY_DELAY_MS": "5",
                "REPLAY_INTERVAL_MS": "20",
                # compendium:slot test-config
            }
            return await stack.enter_async_context(open_service(Publisher, {**defaults, **env}))

        yield start


@pytest_asyncio.fixture
async def service(start_service: StartService) -> Publisher:
    return await start_service()

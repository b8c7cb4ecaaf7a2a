"""The worker, what its clients ask of it, and the stand-ins that it calls."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.databases import empty_database
from tests.service_client import ServiceClient, open_service
from tools.fake_dependencies import FakeDependencies

CHARGE: dict[str, Any] = {"kind": "charge", "customer": "Ada", "amountCents": 700}


class Client(ServiceClient):
    """Enqueues jobs by HTTP, and looks what became of them."""

    async def put(self, job_id: str, job: Any = None) -> httpx.Response:
        """Without a job, a charge."""
        return await self.put_json(f"/jobs/{job_id}", job or CHARGE)

    async def status_of(self, job_id: str) -> str | None:
        status: str | None = (await self.get(f"/jobs/{job_id}")).json().get("status")
        return status

    def has(self, job_id: str, status: str) -> Callable[[], Awaitable[bool]]:
        """For `eventually`."""

        async def look() -> bool:
            return await self.status_of(job_id) == status

        return look

    def shows(self, series: str, value: float | None) -> Callable[[], Awaitable[bool]]:
        """The same, for a metric."""

        async def look() -> bool:
            return await self.metric(series) == value

        return look


StartService = Callable[..., Awaitable[Client]]


@pytest.fixture
def fakes() -> Iterator[FakeDependencies]:
    fakes = FakeDependencies()
    yield fakes
    fakes.close()


@pytest_asyncio.fixture
async def start_service(fakes: FakeDependencies) -> AsyncIterator[StartService]:
    """Starts the worker, with variables of the environment that the test names."""
    async with AsyncExitStack() as stack:

        async def start(**env: str) -> Client:
            defaults = {
                "LOG_LEVEL": "silent",
                "DATABASE_URL": await stack.enter_async_context(empty_database()),
                **fakes.environment(),
                "POLL_MS": "10",
                "JOB_RETRY_INITIAL_MS": "5",
                "JOB_RETRY_MAX_MS": "20",
                # compendium:slot test-config
            }
            return await stack.enter_async_context(open_service(Client, {**defaults, **env}))

        yield start


@pytest_asyncio.fixture
async def service(start_service: StartService) -> Client:
    return await start_service()

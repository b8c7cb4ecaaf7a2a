"""The whole gateway before its stand-ins."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.service_client import ServiceClient, open_service
from tools.fake_dependencies import FakeDependencies

ORDER: dict[str, Any] = {"item": "tea", "quantity": 2, "amountCents": 700}


class Door(ServiceClient):
    """Comes with a token unless its headers say otherwise."""

    authorization = ""

    async def send(
        self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
    ) -> httpx.Response:
        given = {"authorization": self.authorization, **(headers or {})}
        return await self.http.request(method, path, headers=given, **options)

    async def put(
        self, order_id: str, body: Any = ORDER, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return await self.send("PUT", f"/orders/{order_id}", headers, json=body)

    async def post(
        self, path: str, body: Any, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return await self.send("POST", path, headers, json=body)

    async def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return await self.send("GET", path, headers)

    async def listen(self) -> str:
        """On a socket, where a client can go away and an answer can come in pieces. The address."""
        await self.service.start()
        return self.service.url


StartDoor = Callable[..., Awaitable[Door]]


@pytest.fixture
def fakes() -> Iterator[FakeDependencies]:
    fakes = FakeDependencies()
    yield fakes
    fakes.close()


@pytest.fixture
def other_fakes() -> Iterator[FakeDependencies]:
    """A second set of instances."""
    fakes = FakeDependencies()
    yield fakes
    fakes.close()


@pytest_asyncio.fixture
async def start_door(fakes: FakeDependencies) -> AsyncIterator[StartDoor]:
    """Starts the gateway, with variables of the environment that the test names."""
    async with AsyncExitStack() as stack:

        async def start(**env: str) -> Door:
            defaults = {
                "LOG_LEVEL": "silent",
                "PORT": "0",
                **fakes.environment(),
                # compendium:slot test-config
            }
            door = await stack.enter_async_context(open_service(Door, {**defaults, **env}))
            door.authorization = f"Bearer {fakes.identity.token()}"
            return door

        yield start


@pytest_asyncio.fixture
async def door(start_door: StartDoor) -> Door:
    return await start_door()

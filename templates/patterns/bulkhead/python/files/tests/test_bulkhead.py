import asyncio

import pytest

from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpRequest,
)
from service.observability.metrics import Metrics
from service.patterns.bulkhead import bulkhead
from tests.eventually import eventually

GET = HttpRequest("GET", "")


class Setup:
    """Two places, one to wait in, and calls that take until the test lets them end."""

    def __init__(self) -> None:
        self.under_way = 0
        self.finish = asyncio.Event()
        self._policy = bulkhead(2, 1, Metrics())

    def client(self, name: str) -> HttpClient:
        async def send(_: HttpRequest) -> HttpAnswer:
            self.under_way += 1
            await self.finish.wait()
            return HttpAnswer(200)

        return self._policy(Dependency(name, "http://127.0.0.1:1", 1), send)


def begin(call: HttpClient) -> "asyncio.Task[HttpAnswer]":
    async def run() -> HttpAnswer:
        return await call(GET)

    return asyncio.create_task(run())


async def test_lets_so_many_calls_through_has_so_many_wait_and_refuses_the_next_at_once() -> None:
    setup = Setup()
    call = setup.client("payments")
    calls = [begin(call) for _ in range(3)]
    await eventually(lambda: setup.under_way == 2)
    with pytest.raises(DependencyUnavailable) as refused:
        await call(GET)
    assert refused.value.refused_here
    assert setup.under_way == 2
    setup.finish.set()
    assert [answer.status for answer in await asyncio.gather(*calls)] == [200, 200, 200]


async def test_has_places_of_its_own_for_each_service() -> None:
    setup = Setup()
    payments = setup.client("payments")
    calls = [begin(payments) for _ in range(3)] + [begin(setup.client("stock"))]
    await eventually(lambda: setup.under_way == 3)
    setup.finish.set()
    await asyncio.gather(*calls)


async def test_whoever_gives_up_waiting_leaves_his_place() -> None:
    setup = Setup()
    call = setup.client("payments")
    calls = [begin(call) for _ in range(3)]
    await eventually(lambda: setup.under_way == 2)
    calls[2].cancel()
    await asyncio.wait([calls[2]])
    calls[2] = begin(call)
    setup.finish.set()
    assert [answer.status for answer in await asyncio.gather(*calls)] == [200, 200, 200]

"""Two replicas of the service on one server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.conftest import ORDER, Shop, StartShop
from tests.eventually import eventually
from tests.new_schema import SERVER, new_schema
from tools.fake_dependencies import FakeDependencies

pytestmark = pytest.mark.skipif(SERVER is None, reason="TEST_DATABASE_URL names no server")

IDS = [f"order-{number}" for number in range(10)]


@pytest_asyncio.fixture
async def replicas(start_shop: StartShop) -> AsyncIterator[list[Shop]]:
    async with new_schema(str(SERVER)) as url:
        shops = [await start_shop(DATABASE_URL=url) for _ in range(2)]
        yield shops
        for shop in shops:
            await shop.stop()


async def are_paid(shop: Shop) -> bool:
    return {await shop.status_of(order_id) for order_id in IDS} == {"paid"}


async def test_two_replicas_that_get_the_same_orders_at_once_make_each_order_once(
    replicas: list[Shop], fakes: FakeDependencies
) -> None:
    for order_id in IDS:
        answers = await asyncio.gather(*(shop.put(order_id) for shop in replicas))
        statuses = [answer.status_code for answer in answers]
        assert set(statuses) <= {200, 201, 202}
        assert statuses != [201, 201], "one of them made it"
    await eventually(lambda: are_paid(replicas[0]), 15)
    assert fakes.charged == {order_id: ORDER["amountCents"] for order_id in IDS}
    await eventually(lambda: len(fakes.sent) == len(IDS), 15)


async def test_a_replica_that_stops_leaves_nothing_undone_that_the_other_one_does_not_do(
    replicas: list[Shop], fakes: FakeDependencies
) -> None:
    fakes.modes["notifications"] = "fail"
    await asyncio.gather(*(replicas[0].put(order_id) for order_id in IDS))
    fakes.modes["notifications"] = "ok"
    for order_id in IDS:
        assert (await replicas[1].put(order_id)).status_code in (200, 201, 202)
    await replicas[0].stop()
    await eventually(lambda: are_paid(replicas[1]), 15)
    assert len(fakes.charged) == len(IDS)

import asyncio

import pytest_asyncio

from tests.conftest import Shop, StartShop
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


@pytest_asyncio.fixture
async def shop(start_shop: StartShop) -> Shop:
    return await start_shop(CACHE_PENDING_TTL_MS="60000")


async def loads(shop: Shop) -> float:
    return await shop.metric('cache_load_duration_seconds_count{cache="orders"}') or 0


async def test_reading_an_order_again_and_again_asks_the_database_once(shop: Shop) -> None:
    await shop.put("a1")
    before = await loads(shop)
    seen = await asyncio.gather(*(shop.status_of("a1") for _ in range(20)))
    assert set(seen) == {"paid"}
    assert await loads(shop) == before + 1


async def test_each_change_is_shown_as_soon_as_whoever_made_it_has_their_answer(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "fail"
    await shop.put("a1")
    assert await shop.status_of("a1") == "pending"
    fakes.modes["payments"] = "ok"

    async def is_paid() -> bool:
        return bool((await shop.put("a1")).json().get("status") == "paid")

    await eventually(is_paid)
    assert await shop.status_of("a1") == "paid"


async def test_an_order_that_is_not_there_is_asked_for_anew_each_time(shop: Shop) -> None:
    assert (await shop.get("/orders/a1")).status_code == 404
    await shop.put("a1")
    assert (await shop.get("/orders/a1")).status_code == 200

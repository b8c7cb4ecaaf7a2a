import asyncio

from tests.conftest import StartShop
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_an_order_that_finds_no_place_is_put_off_and_payments_is_not_asked(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    limits = {"BULKHEAD_CONCURRENT": "1", "BULKHEAD_QUEUED": "0", "DEPENDENCY_TIMEOUT_MS": "500"}
    shop = await start_shop(**limits)
    fakes.modes["payments"] = "hang"
    first = asyncio.create_task(shop.put("a1"))
    await eventually(lambda: fakes.requests["payments"] == 1)
    assert (await shop.put("a2")).status_code in (202, 503)
    assert fakes.requests["payments"] == 1
    fakes.modes["payments"] = "ok"
    await first

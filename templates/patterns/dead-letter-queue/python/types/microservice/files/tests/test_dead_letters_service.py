from tests.conftest import Shop, StartShop
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies

PARKED = 'dead_letters{source="notifier"}'


async def test_a_message_that_is_refused_for_good_is_parked_and_the_next_customer_is_told(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    shop = await start_shop(DEAD_LETTER_ATTEMPTS="2")
    fakes.modes["notifications"] = "refuse"
    await shop.put("a1")
    await eventually(lambda: is_parked(shop))
    assert fakes.requests["notifications"] == 2

    fakes.modes["notifications"] = "ok"
    await shop.put("a2")
    await eventually(lambda: list(fakes.sent) == ["a2-paid"])


async def test_a_message_that_waits_for_a_service_which_is_down_is_not_parked(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    shop = await start_shop(DEAD_LETTER_ATTEMPTS="1")
    fakes.modes["notifications"] = "fail"
    await shop.put("a1")
    await eventually(lambda: fakes.requests["notifications"] > 2)
    fakes.modes["notifications"] = "ok"
    await eventually(lambda: "a1-paid" in fakes.sent)


async def is_parked(shop: Shop) -> bool:
    return await shop.metric(PARKED) == 1

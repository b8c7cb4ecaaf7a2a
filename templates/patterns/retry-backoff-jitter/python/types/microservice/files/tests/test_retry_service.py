from tests.conftest import Shop
from tools.fake_dependencies import FakeDependencies


async def test_an_order_in_an_outage_asks_payments_more_than_once_and_the_retries_are_counted(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "fail"
    await shop.put("a1")
    assert fakes.requests["payments"] == 3
    assert await shop.metric('http_retries_total{dependency="payments"}') == 2

from tests.conftest import ORDER, Shop
from tools.fake_dependencies import FakeDependencies


async def test_an_order_without_an_answer_is_put_off_and_the_same_request_settles_it_later(
    shop: Shop, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "fail"
    failed = await shop.put("a1")
    assert failed.status_code == 503
    assert int(failed.headers["retry-after"]) >= 1

    fakes.modes["payments"] = "ok"
    assert (await shop.put("a1")).json()["status"] == "paid"
    assert fakes.charged == {"a1": ORDER["amountCents"]}

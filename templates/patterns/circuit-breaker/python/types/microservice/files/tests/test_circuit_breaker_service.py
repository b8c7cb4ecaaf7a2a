from tests.conftest import StartShop
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_an_outage_of_payments_opens_its_breaker_alone_and_is_over_when_payments_is_back(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    shop = await start_shop(BREAKER_MINIMUM_CALLS="3", BREAKER_OPEN_MS="1000")

    async def states() -> dict[str, str]:
        parts: dict[str, str] = (await shop.get("/health/ready")).json()["parts"]
        return parts

    fakes.modes["payments"] = "fail"
    # Each of them fails once at least, however often it is tried.
    for order_id in ("a1", "a2", "a3"):
        await shop.put(order_id)
    asked = fakes.requests["payments"]
    assert (await states()).items() >= {"payments": "open", "stock": "closed"}.items()
    assert await shop.metric('circuit_breaker_state{dependency="payments"}') == 2
    await shop.put("a4")
    assert fakes.requests["payments"] == asked

    fakes.modes["payments"] = "ok"

    async def is_paid() -> bool:
        return bool((await shop.put("a1")).json().get("status") == "paid")

    await eventually(is_paid)
    assert (await states())["payments"] == "closed"

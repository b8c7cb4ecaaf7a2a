from tests.conftest import StartShop
from tools.fake_dependencies import FakeDependencies


async def test_a_client_beyond_its_share_is_refused_with_429_and_told_when_to_come_back(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    shop = await start_shop(RATE_LIMIT_MAX="3", RATE_LIMIT_WINDOW_MS="60000")
    for order_id in ("a1", "a2", "a3"):
        assert (await shop.put(order_id)).status_code == 201
    refused = await shop.put("a4")
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "rate-limited"
    assert int(refused.headers["retry-after"]) > 1
    assert "a4" not in fakes.charged
    assert await shop.metric("rate_limited_requests_total") == 1
    assert (await shop.get("/health/ready")).status_code == 200

import pytest

from service.patterns.rate_limiting import FixedWindow
from tests.conftest import StartShop
from tools.fake_dependencies import FakeDependencies


def test_each_client_has_a_share_in_each_window() -> None:
    now = 0.0
    window = FixedWindow(2, 1000, clock=lambda: now)
    assert [window.take("a"), window.take("a"), window.take("b")] == [None, None, None]
    now = 0.4
    assert window.take("a") == pytest.approx(0.6)
    assert window.take("b") is None
    now = 1.0
    assert window.take("a") is None


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

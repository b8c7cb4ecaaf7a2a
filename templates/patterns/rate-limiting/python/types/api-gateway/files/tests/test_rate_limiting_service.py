from tests.conftest import StartDoor
from tools.fake_dependencies import FakeDependencies


async def test_a_client_beyond_its_share_is_refused_with_429_and_told_when_to_come_back(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    door = await start_door(RATE_LIMIT_MAX="3", RATE_LIMIT_WINDOW_MS="60000")
    for order_id in ("a1", "a2", "a3"):
        assert (await door.put(order_id)).status_code == 201
    refused = await door.put("a4")
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "rate-limited"
    assert int(refused.headers["retry-after"]) > 1
    assert fakes.requests["orders"] == 3
    assert await door.metric("rate_limited_requests_total") == 1
    assert (await door.get("/health/ready")).status_code == 200


async def test_guessing_tokens_counts_too(start_door: StartDoor) -> None:
    door = await start_door(RATE_LIMIT_MAX="2", RATE_LIMIT_WINDOW_MS="60000")
    guess = {"authorization": "Bearer x"}
    statuses = [(await door.get("/orders", guess)).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]

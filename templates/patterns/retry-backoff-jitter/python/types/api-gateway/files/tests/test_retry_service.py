from tests.conftest import Door
from tools.fake_dependencies import FakeDependencies


async def test_what_may_come_twice_is_sent_again_and_the_retries_are_counted(
    door: Door, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "fail"
    await door.put("a1")
    assert fakes.requests["orders"] == 3
    assert await door.metric('http_retries_total{dependency="orders"}') == 2


async def test_a_post_is_sent_once_unless_its_client_gave_it_a_key(
    door: Door, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "fail"
    await door.post("/orders", {"item": "tea"})
    assert fakes.requests["orders"] == 1
    await door.post("/orders", {"item": "tea"}, {"idempotency-key": "order-of-tea"})
    assert fakes.requests["orders"] == 4

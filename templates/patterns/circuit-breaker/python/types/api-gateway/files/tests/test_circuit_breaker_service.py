from tests.conftest import StartDoor
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_an_outage_of_orders_opens_its_breaker_alone_and_is_over_when_orders_is_back(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    door = await start_door(BREAKER_MINIMUM_CALLS="3", BREAKER_OPEN_MS="2000")

    async def states() -> dict[str, str]:
        parts: dict[str, str] = (await door.get("/health/ready")).json()["parts"]
        return parts

    fakes.modes["orders"] = "fail"
    # Each of them fails once at least, however often it is tried.
    for order_id in ("a1", "a2", "a3"):
        await door.put(order_id)
    assert (await states()).items() >= {"orders": "open", "customers": "closed"}.items()
    assert await door.metric('circuit_breaker_state{dependency="orders"}') == 2

    asked = fakes.requests["orders"]
    refused = await door.put("a4")
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) >= 1
    assert fakes.requests["orders"] == asked
    assert (await door.get("/customers/c1")).status_code == 200
    assert (await door.get("/customers/c1/overview")).json()["missing"] == ["orders"]

    fakes.modes["orders"] = "ok"

    async def is_placed() -> bool:
        return (await door.put("a1")).status_code == 201

    await eventually(is_placed)
    assert (await states())["orders"] == "closed"

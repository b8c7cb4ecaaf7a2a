from tests.conftest import StartDoor
from tools.fake_dependencies import FakeDependencies


async def test_while_orders_fails_the_gateway_is_degraded_and_lives_and_takes_requests(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    door = await start_door(HEALTH_FAILURES="2")
    assert (await door.get("/health")).json()["status"] == "ok"
    assert (await door.get("/health/startup")).status_code == 200

    fakes.modes["orders"] = "fail"
    for order_id in ("a1", "a2"):
        await door.put(order_id)
    await door.get("/customers/c1")
    found = (await door.get("/health")).json()
    assert found["status"] == "degraded"
    assert found["checks"]["orders"]["state"] == "failing"
    assert not found["checks"]["orders"]["required"]
    assert found["checks"]["customers"]["state"] == "ok"
    assert (await door.get("/health/live")).status_code == 200
    assert (await door.get("/health/ready")).status_code == 200

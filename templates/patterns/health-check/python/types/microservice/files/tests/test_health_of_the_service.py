from tests.conftest import StartShop
from tools.fake_dependencies import FakeDependencies


async def test_a_service_that_fails_makes_it_degraded_and_leaves_it_ready(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    shop = await start_shop(HEALTH_FAILURES="1")
    assert (await shop.get("/health/startup")).json() == {"status": "started"}
    await shop.put("a1")
    assert (await shop.get("/health")).json()["status"] == "ok"
    fakes.modes["payments"] = "fail"
    await shop.put("a2")
    found = await shop.get("/health")
    assert (found.status_code, found.json()["status"]) == (200, "degraded")
    assert found.json()["checks"]["payments"]["state"] == "failing"
    assert (await shop.get("/health/ready")).status_code == 200

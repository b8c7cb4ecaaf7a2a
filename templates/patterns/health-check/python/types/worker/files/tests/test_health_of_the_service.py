from tests.conftest import StartService
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_payments_that_fails_makes_it_degraded_and_leaves_it_ready(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    service = await start_service(HEALTH_FAILURES="1")
    assert (await service.get("/health/startup")).json() == {"status": "started"}
    assert (await service.get("/health")).json()["status"] == "ok"
    fakes.modes["payments"] = "fail"
    await service.put("a1")

    async def is_degraded() -> bool:
        return bool((await service.get("/health")).json()["status"] == "degraded")

    await eventually(is_degraded)
    found = await service.get("/health")
    assert (found.status_code, found.json()["checks"]["payments"]["state"]) == (200, "failing")
    assert (await service.get("/health/ready")).status_code == 200

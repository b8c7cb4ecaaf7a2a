from tests.conftest import StartService
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_a_job_that_finds_no_place_waits_and_payments_is_not_asked(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    limits = {"BULKHEAD_CONCURRENT": "1", "BULKHEAD_QUEUED": "0", "DEPENDENCY_TIMEOUT_MS": "1000"}
    service = await start_service(**limits)
    fakes.modes["payments"] = "hang"
    await service.put("a1")
    await eventually(lambda: fakes.requests["payments"] == 1)
    await service.put("a2")

    async def is_put_off() -> bool:
        return "lastError" in (await service.get("/jobs/a2")).json()

    await eventually(is_put_off)
    assert fakes.requests["payments"] == 1
    fakes.modes["payments"] = "ok"
    for job_id in ("a1", "a2"):
        await eventually(service.has(job_id, "done"))

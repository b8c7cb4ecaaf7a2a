from tests.conftest import StartService
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_a_charge_that_fails_is_tried_again_before_its_job_is_and_that_is_counted(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    pauses = {"JOB_RETRY_INITIAL_MS": "60000", "JOB_RETRY_MAX_MS": "60000"}
    service = await start_service(**pauses)
    fakes.modes["payments"] = "fail"
    await service.put("a1")
    await eventually(service.shows('http_retries_total{dependency="payments"}', 2))
    await eventually(lambda: fakes.requests["payments"] == 3)

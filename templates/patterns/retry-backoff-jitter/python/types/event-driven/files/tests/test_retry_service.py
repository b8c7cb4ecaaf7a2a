from tests.conftest import StartService
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_a_booking_that_fails_is_tried_again_before_its_message_is_and_that_is_counted(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    service = await start_service(REDELIVERY_DELAY_MS="60000")
    fakes.modes["carrier"] = "fail"
    await service.put("a1")
    await eventually(service.shows('http_retries_total{dependency="carrier"}', 2))
    await eventually(lambda: fakes.requests["carrier"] == 3)

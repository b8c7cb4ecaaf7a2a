from tests.conftest import Publisher, StartService, paid
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_a_message_that_is_refused_for_good_is_parked_and_the_next_customer_is_told(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    service = await start_service(DEAD_LETTER_ATTEMPTS="2")
    fakes.modes["notifications"] = "refuse"
    await service.put("a1")
    await eventually(service.shows('dead_letters{source="notifier"}', 1))
    assert fakes.requests["notifications"] == 2

    fakes.modes["notifications"] = "ok"
    await service.put("a2")
    await eventually(lambda: list(fakes.sent) == ["a2-booked"])


async def test_an_event_that_cannot_be_read_is_parked_at_once(service: Publisher) -> None:
    await service.put("e1", {**paid("a1"), "version": 99})
    await eventually(service.shows('dead_letters{source="shipping"}', 1))


async def test_an_order_that_waits_for_a_carrier_which_is_down_is_not_parked(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    service = await start_service(DEAD_LETTER_ATTEMPTS="1")
    fakes.modes["carrier"] = "fail"
    await service.put("a1")
    await eventually(lambda: fakes.requests["carrier"] > 2)
    fakes.modes["carrier"] = "ok"
    await eventually(service.has("a1", "booked"))

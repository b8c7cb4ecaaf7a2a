from tests.conftest import Publisher, paid
from tests.eventually import eventually


async def test_an_event_that_cannot_be_read_is_parked_counted_and_waits_for_a_replay(
    service: Publisher,
) -> None:
    await service.put("e1", {**paid("a1"), "version": 99})
    await eventually(service.shows("inbox_parked", 1))

import asyncio

from tests.conftest import StartDoor
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_a_request_that_finds_no_place_is_refused_and_what_needs_another_service_is_not(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    limits = {"BULKHEAD_CONCURRENT": "1", "BULKHEAD_QUEUED": "0", "UPSTREAM_TIMEOUT_MS": "500"}
    door = await start_door(**limits)
    fakes.modes["orders"] = "hang"
    first = asyncio.create_task(door.put("a1"))
    await eventually(lambda: fakes.requests["orders"] == 1)
    assert (await door.put("a2")).status_code == 503
    assert fakes.requests["orders"] == 1
    assert (await door.get("/customers/c1")).status_code == 200
    fakes.modes["orders"] = "ok"
    await first

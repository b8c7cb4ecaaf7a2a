from tests.conftest import StartService
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def test_a_shipment_that_finds_no_place_waits_and_the_carrier_is_not_asked(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    limits = {"BULKHEAD_CONCURRENT": "1", "BULKHEAD_QUEUED": "0", "DEPENDENCY_TIMEOUT_MS": "1000"}
    service = await start_service(**limits)
    fakes.modes["carrier"] = "hang"
    await service.put("a1")
    await eventually(lambda: fakes.requests["carrier"] == 1)
    await service.put("a2")
    await eventually(service.shows("shipments_waiting", 2))
    assert fakes.requests["carrier"] == 1
    fakes.modes["carrier"] = "ok"
    for order_id in ("a1", "a2"):
        await eventually(service.has(order_id, "booked"))

from tests.conftest import ORDER, StartDoor
from tools.collector import Collector
from tools.fake_dependencies import FakeDependencies

TRACE = "0af7651916cd43dd8448eb211c80319c"
CALLER = "b7ad6b7169203331"


async def test_a_request_is_one_trace_from_its_caller_through_the_gateway_to_the_service_behind_it(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    collector = Collector()
    try:
        door = await start_door(**collector.environment())
        await door.put("a1", ORDER, {"traceparent": f"00-{TRACE}-{CALLER}-01"})
        await door.service.stop()
    finally:
        collector.close()
    spans = {span.name: span for span in collector.spans if span.trace_id == TRACE}
    at_the_door, call = spans["PUT /orders/*"], spans["PUT orders"]
    assert at_the_door.parent_id == CALLER
    assert call.parent_id == at_the_door.span_id
    assert fakes.last_headers["orders"]["traceparent"] == f"00-{TRACE}-{call.span_id}-01"

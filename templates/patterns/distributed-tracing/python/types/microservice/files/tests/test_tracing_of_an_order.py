from tests.conftest import ORDER, StartShop
from tests.eventually import eventually
from tools.collector import Collector
from tools.fake_dependencies import FakeDependencies

TRACE = "0af7651916cd43dd8448eb211c80319c"
CALLER = "b7ad6b7169203331"


async def test_an_order_is_one_trace_from_its_caller_to_the_message_that_tells_of_it(
    start_shop: StartShop, fakes: FakeDependencies
) -> None:
    collector = Collector()
    try:
        shop = await start_shop(**collector.environment())
        await shop.put("a1", ORDER, {"traceparent": f"00-{TRACE}-{CALLER}-01"})
        await eventually(lambda: len(fakes.sent) == 1)
        await shop.stop()
    finally:
        collector.close()
    spans = [span for span in collector.spans if span.trace_id == TRACE]
    names = {span.name for span in spans}
    expected = {"PUT /orders/{order_id}", "PUT stock", "POST payments", "process orders"}
    assert names >= expected | {"PUT notifications", "query insert"}
    # Each span but the first has its parent in the trace: nothing hangs in the air.
    ids = {span.span_id for span in spans} | {CALLER}
    assert [span.name for span in spans if span.parent_id not in ids] == []
    assert TRACE in fakes.last_headers["payments"]["traceparent"]

"""A write at one node is one trace, which tells who kept it; then the collector goes, which none notices."""

from tools.collector import Collector
from tools.drills.drill import Drill, run_drill

WRITE = "PUT /entries/{key}"
KEEP = "PUT /replica/entries/{key}"
collector = Collector()


async def drill_tracing(drill: Drill) -> None:
    def trace_of_write() -> str:
        return next((span.trace_id for span in collector.spans if span.name == WRITE), "")

    async def is_told() -> bool:
        return KEEP in collector.names_in(trace_of_write())

    async def is_counted() -> bool:
        return (await drill.metric("node-1", "trace_spans_lost_total") or 0) > 0

    print("# a key is written at node-1")
    drill.expect("it is acknowledged", (await drill.put("node-1", "key-1", 1)).status == 201)
    await drill.eventually("the nodes that keep it are in the trace of the write", is_told, 20)
    collector.print_tree(trace_of_write())

    print("# the collector is down")
    collector.close()
    written = await drill.put("node-1", "key-2", 2)
    is_as_before = written.status == 201 and written.took_ms < 2000
    drill.expect("a write is acknowledged as before", is_as_before)
    await drill.eventually("the spans that were lost are counted", is_counted, 20)


if __name__ == "__main__":
    run_drill(collector.environment(), drill_tracing)

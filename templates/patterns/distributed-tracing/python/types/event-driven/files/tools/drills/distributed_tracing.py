"""A call that fails is told in a trace; then the collector goes, and nothing is the worse for it."""

from tools.collector import Collector, trace_id_of
from tools.drills.drill import Drill, run_drill

EXPECTED = {"PUT carrier", "process shipments"}
collector = Collector()


async def drill_tracing(drill: Drill) -> None:
    def trace_of_last_call() -> str:
        return trace_id_of(drill.fakes.last_headers.get("carrier"))

    async def is_called() -> bool:
        return trace_of_last_call() != ""

    async def is_told() -> bool:
        return EXPECTED <= set(collector.names_in(failed))

    async def is_called_anew() -> bool:
        return trace_of_last_call() != failed

    async def is_counted() -> bool:
        return (await drill.metric("trace_spans_lost_total") or 0) > 0

    print("# the carrier fails: what does a trace tell?")
    drill.fakes.modes["carrier"] = "fail"
    await drill.order("order-1")
    await drill.eventually("the call was made", is_called)
    failed = trace_of_last_call()
    await drill.eventually("the failed call is in its trace", is_told, 15)
    collector.print_tree(failed)

    print("# all is well again, and the collector is down")
    drill.fakes.modes["carrier"] = "ok"
    await drill.becomes("order-1", "booked", 60)
    collector.close()
    took_ms = (await drill.order("order-2")).took_ms
    drill.expect("nobody waits for the collector", took_ms < 2000)
    await drill.eventually("the carrier is told of a trace all the same", is_called_anew)
    await drill.eventually("the spans that were lost are counted", is_counted, 15)


if __name__ == "__main__":
    run_drill(collector.environment(), drill_tracing)

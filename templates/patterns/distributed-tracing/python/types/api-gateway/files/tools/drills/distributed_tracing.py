"""A request while orders fails is told in one trace; then the collector goes, which none notices."""

from tools.collector import Collector, trace_id_of
from tools.drills.drill import Drill, run_drill

EXPECTED = {"PUT orders", "PUT /orders/*"}
collector = Collector()


async def drill_tracing(drill: Drill) -> None:
    def trace_of_last_call() -> str:
        return trace_id_of(drill.fakes.last_headers.get("orders"))

    async def is_told() -> bool:
        return EXPECTED <= set(collector.names_in(failed))

    async def is_counted() -> bool:
        return (await drill.metric("trace_spans_lost_total") or 0) > 0

    print("# orders fails: what does the trace of a request tell?")
    drill.fakes.modes["orders"] = "fail"
    await drill.order("order-1")
    failed = trace_of_last_call()
    await drill.eventually("the failed call is in the trace of its request", is_told, 15)
    collector.print_tree(failed)

    print("# the collector is down")
    collector.close()
    drill.fakes.modes["orders"] = "ok"
    took_ms = (await drill.order("order-2")).took_ms
    drill.expect("a request does not wait for the collector", took_ms < 2000)
    drill.expect("orders is told of the trace all the same", trace_of_last_call() not in ("", failed))
    await drill.eventually("the spans that were lost are counted", is_counted, 15)


if __name__ == "__main__":
    run_drill(collector.environment(), drill_tracing)

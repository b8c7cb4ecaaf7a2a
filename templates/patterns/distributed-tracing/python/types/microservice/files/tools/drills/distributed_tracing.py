"""An order while payments fails is told in one trace; then the collector goes, which no order notices."""

from tools.collector import Collector, trace_id_of
from tools.drills.drill import Drill, run_drill

EXPECTED = {"POST payments", "PUT /orders/{order_id}"}
collector = Collector()


async def drill_tracing(drill: Drill) -> None:
    def trace_of_last_call() -> str:
        return trace_id_of(drill.fakes.last_headers.get("payments"))

    async def is_told() -> bool:
        return EXPECTED <= set(collector.names_in(failed))

    async def is_counted() -> bool:
        return (await drill.metric("trace_spans_lost_total") or 0) > 0

    print("# payments fails: what does the trace of an order tell?")
    drill.fakes.modes["payments"] = "fail"
    await drill.order("order-1")
    failed = trace_of_last_call()
    await drill.eventually("the failed call is in the trace of its request", is_told, 15)
    collector.print_tree(failed)

    print("# the collector is down")
    collector.close()
    drill.fakes.modes["payments"] = "ok"
    took_ms = (await drill.order("order-2")).took_ms
    drill.expect("an order does not wait for the collector", took_ms < 2000)
    drill.expect("payments is told of the trace all the same", trace_of_last_call() not in ("", failed))
    await drill.eventually("the spans that were lost are counted", is_counted, 15)


if __name__ == "__main__":
    run_drill(collector.environment(), drill_tracing)

"""The carrier is down and the service restarts while events are on their way: none is lost."""

from tools.drills.drill import Drill, run_drill


async def drill_outbox(drill: Drill) -> None:
    ids = [f"order-{number}" for number in range(1, 6)]

    async def do_wait() -> bool:
        return (await drill.metric("outbox_pending") or 0) >= len(ids)

    async def is_empty() -> bool:
        return await drill.metric("outbox_pending") == 0

    print("# the carrier is down while orders come in")
    drill.fakes.modes["carrier"] = "fail"
    for order_id in ids:
        await drill.order(order_id)
    await drill.eventually("events wait", do_wait)

    print("# the service restarts on the same data, with a broker that has forgotten everything")
    await drill.restart()
    drill.fakes.modes["carrier"] = "ok"
    for order_id in ids:
        await drill.becomes(order_id, "booked", 20)
    told = {f"{order_id}-booked" for order_id in ids}
    await drill.soon("every customer was told", lambda: told <= drill.fakes.sent.keys())
    await drill.eventually("the outbox is empty", is_empty)


if __name__ == "__main__":
    run_drill({"REDELIVERY_DELAY_MS": "50", "BREAKER_OPEN_MS": "500"}, drill_outbox)

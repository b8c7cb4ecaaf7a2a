"""Notifications is down while orders are placed, and the service restarts: every customer is told."""

from tools.drills.drill import Drill, run_drill


async def drill_outbox(drill: Drill) -> None:
    ids = [f"order-{number}" for number in range(1, 6)]

    async def are_told() -> bool:
        return all(f"{order_id}-paid" in drill.fakes.sent for order_id in ids)

    async def is_empty() -> bool:
        return await drill.metric("outbox_pending") == 0

    print("# notifications fails while orders are placed")
    drill.fakes.modes["notifications"] = "fail"
    for order_id in ids:
        await drill.order(order_id)
    pending = await drill.metric("outbox_pending")
    drill.expect(f"what could not be told waits in the outbox ({pending})", bool(pending))

    print("# the service restarts on the same data, and notifications is back")
    await drill.restart()
    drill.fakes.modes["notifications"] = "ok"
    await drill.eventually("every customer was told", are_told)
    await drill.eventually("the outbox is empty", is_empty)


if __name__ == "__main__":
    run_drill({"REDELIVERY_DELAY_MS": "50"}, drill_outbox)

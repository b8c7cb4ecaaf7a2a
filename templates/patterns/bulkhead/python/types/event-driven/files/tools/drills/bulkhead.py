"""The carrier hangs under load: what finds no place comes again later, and customers are still told."""

import asyncio

from tools.drills.drill import Drill, run_drill

LIMITS = {"BULKHEAD_CONCURRENT": "2", "BULKHEAD_QUEUED": "1", "DEPENDENCY_TIMEOUT_MS": "3000"}
CANCELLED = {"type": "order.cancelled", "version": 1, "orderId": "order-1"}


async def drill_bulkhead(drill: Drill) -> None:
    await drill.order("before")
    await drill.becomes("before", "booked")
    print("# the carrier hangs, and ten orders come at once: 2 are sent, 1 waits")
    drill.fakes.modes["carrier"] = "hang"
    asked = drill.fakes.requests["carrier"]
    ids = [f"order-{number}" for number in range(1, 11)]
    await asyncio.gather(*(drill.order(order_id) for order_id in ids))
    await asyncio.sleep(1)
    sent = drill.fakes.requests["carrier"] - asked
    drill.expect(f"{sent} calls are under way", sent == 2)
    await drill.order("cancel", **CANCELLED)
    await drill.soon(
        "a customer is told something meanwhile",
        lambda: "order-1-cancelled" in drill.fakes.sent,
        2,
    )

    print("# the carrier is back")
    drill.fakes.modes["carrier"] = "ok"
    for order_id in ids[1:]:
        await drill.becomes(order_id, "booked", 20)


if __name__ == "__main__":
    run_drill(LIMITS, drill_bulkhead)

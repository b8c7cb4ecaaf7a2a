"""A publisher sends the same event again and again: the carrier is asked once."""

import asyncio

from tools.drills.drill import Drill, run_drill


async def drill_key(drill: Drill) -> None:
    print("# the same event five times at once, and once more")
    await asyncio.gather(*(drill.order("order-1") for _ in range(5)))
    await drill.order("order-1")
    await drill.becomes("order-1", "booked")
    await drill.soon("the customer is told", lambda: "order-1-booked" in drill.fakes.sent)
    drill.expect("the carrier was asked once", drill.fakes.requests["carrier"] == 1)

    print("# another event says the same")
    await drill.order("event-2", orderId="order-1")
    await drill.order("order-3")
    await drill.becomes("order-3", "booked")
    drill.expect("the carrier was not asked for it", drill.fakes.requests["carrier"] == 2)


if __name__ == "__main__":
    run_drill({}, drill_key)

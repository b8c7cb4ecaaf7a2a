"""Payments hangs under load: the orders that find no place are put off at once."""

import asyncio

from tools.drills.drill import Drill, run_drill

LIMITS = {"BULKHEAD_CONCURRENT": "2", "BULKHEAD_QUEUED": "1", "DEPENDENCY_TIMEOUT_MS": "3000"}


async def drill_bulkhead(drill: Drill) -> None:
    await drill.order("warm-up")
    print("# payments hangs, and ten orders come at once: 2 are sent, 1 waits")
    drill.fakes.modes["payments"] = "hang"
    ids = [f"order-{number}" for number in range(1, 11)]
    answers = await asyncio.gather(*(drill.order(order_id) for order_id in ids))
    fast = [one for one in answers if one.took_ms < drill.config.dependency_timeout_ms]
    drill.expect("most were put off without waiting for the time limit", len(fast) >= 5)
    drill.expect("an order can be read", (await drill.get("/orders/order-1")).status == 200)

    print("# payments is back")
    drill.fakes.modes["payments"] = "ok"
    drill.expect("payments was hardly asked", drill.fakes.requests["payments"] <= 10)


if __name__ == "__main__":
    run_drill(LIMITS, drill_bulkhead)

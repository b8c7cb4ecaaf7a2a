"""Orders hangs under load: the requests that find no place are refused at once."""

import asyncio

from tools.drills.drill import Drill, run_drill

LIMITS = {"BULKHEAD_CONCURRENT": "2", "BULKHEAD_QUEUED": "1", "UPSTREAM_TIMEOUT_MS": "3000"}


async def drill_bulkhead(drill: Drill) -> None:
    await drill.order("warm-up")
    print("# orders hangs, and ten requests come at once: 2 are sent, 1 waits")
    drill.fakes.modes["orders"] = "hang"
    ids = [f"order-{number}" for number in range(1, 11)]
    pending = asyncio.gather(*(drill.order(order_id) for order_id in ids))
    customer = await drill.get("/customers/c1")
    drill.expect("customers still answers meanwhile", customer.status == 200)
    answers = await pending
    fast = [one for one in answers if one.took_ms < drill.config.upstream_timeout_ms]
    drill.expect("most were refused without waiting for the time limit", len(fast) >= 5)

    print("# orders is back")
    drill.fakes.modes["orders"] = "ok"
    drill.expect("orders was hardly asked", drill.fakes.requests["orders"] <= 10)


if __name__ == "__main__":
    run_drill(LIMITS, drill_bulkhead)

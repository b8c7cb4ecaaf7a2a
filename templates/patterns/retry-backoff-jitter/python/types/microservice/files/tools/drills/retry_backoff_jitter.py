"""Payments fails for a moment: the order is paid all the same, and charged once."""

import asyncio

from tools.drills.drill import Drill, run_drill


async def drill_retry(drill: Drill) -> None:
    async def was_asked() -> bool:
        return drill.fakes.requests["payments"] > 0

    async def is_paid() -> bool:
        return await drill.status_of("retried") == "paid"

    print("# payments fails once, and is well again")
    drill.fakes.modes["payments"] = "fail"
    placed = asyncio.create_task(drill.order("retried"))
    await drill.eventually("payments was asked", was_asked)
    drill.fakes.modes["payments"] = "ok"
    await placed
    await drill.eventually("the order is paid", is_paid)
    drill.expect("payments was asked more than once", drill.fakes.requests["payments"] > 1)
    drill.expect("the order was charged once", drill.fakes.charged.get("retried") == 350)


if __name__ == "__main__":
    pauses = {"RETRY_INITIAL_MS": "400", "RETRY_MAX_MS": "400", "RETRY_COUNT": "5"}
    run_drill(pauses, drill_retry)

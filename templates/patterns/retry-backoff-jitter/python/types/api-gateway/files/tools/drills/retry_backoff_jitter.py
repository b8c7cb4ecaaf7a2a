"""Orders fails for a moment: the client notices nothing but the time that it takes."""

import asyncio

from tools.drills.drill import Drill, run_drill


async def drill_retry(drill: Drill) -> None:
    async def was_asked() -> bool:
        return drill.fakes.requests["orders"] > 0

    print("# orders fails once, and is well again")
    drill.fakes.modes["orders"] = "fail"
    placed = asyncio.create_task(drill.order("retried"))
    await drill.eventually("orders was asked", was_asked)
    drill.fakes.modes["orders"] = "ok"
    drill.expect("the order is placed", (await placed).status == 201)
    drill.expect("orders was asked more than once", drill.fakes.requests["orders"] > 1)
    drill.expect("there is one order", len(drill.fakes.placed) == 1)


if __name__ == "__main__":
    pauses = {"RETRY_INITIAL_MS": "400", "RETRY_MAX_MS": "400", "RETRY_COUNT": "5"}
    run_drill(pauses, drill_retry)

"""Payments hangs: the breaker opens, answers come at once, and it closes when payments is back."""

import asyncio

from tools.drills.drill import Drill, run_drill

# Long enough for a slow machine to tell an answer at once from one that waited.
TIMEOUT_MS = 2000
OPEN_MS = 5000
ENV = {"DEPENDENCY_TIMEOUT_MS": str(TIMEOUT_MS), "BREAKER_OPEN_MS": str(OPEN_MS)}


async def drill_breaker(drill: Drill) -> None:
    async def state() -> str:
        return str((await drill.get("/health/ready")).body["parts"]["payments"])

    print("# payments hangs: orders wait for the time limit until the breaker opens")
    drill.fakes.modes["payments"] = "hang"
    for number in range(1, 11):
        if await state() != "open":
            await drill.order(f"slow-{number}")
    drill.expect("the breaker of payments is open", await state() == "open")

    print("# open: answers come at once, payments is left alone")
    asked = drill.fakes.requests["payments"]
    for number in range(1, 4):
        took_ms = (await drill.order(f"fast-{number}")).took_ms
        drill.expect("the answer came at once", took_ms < TIMEOUT_MS)
    drill.expect("payments was left alone", drill.fakes.requests["payments"] == asked)

    print(f"# payments is back; after {OPEN_MS} ms one call probes it")
    drill.fakes.modes["payments"] = "ok"
    await asyncio.sleep(OPEN_MS / 1000)
    drill.expect("an order is paid", (await drill.order("after")).status == 201)
    drill.expect("the breaker is closed", await state() == "closed")


if __name__ == "__main__":
    run_drill(ENV, drill_breaker)

"""Payments hangs: the breaker opens, payments is left alone, and it closes when payments is back."""

import asyncio

from tools.drills.drill import Drill, run_drill

# Long enough for a slow machine to tell what is well from what hangs.
TIMEOUT_MS = 2000
OPEN_MS = 5000
ENV = {"DEPENDENCY_TIMEOUT_MS": str(TIMEOUT_MS), "BREAKER_OPEN_MS": str(OPEN_MS)}


async def drill_breaker(drill: Drill) -> None:
    async def state() -> str:
        return str((await drill.get("/health/ready")).body["parts"]["payments"])

    async def is_open() -> bool:
        return await state() == "open"

    print("# payments hangs, and ten jobs need it")
    drill.fakes.modes["payments"] = "hang"
    ids = [f"job-{number}" for number in range(1, 11)]
    for job_id in ids:
        await drill.order(job_id)
    await drill.eventually("the breaker of payments is open", is_open, 60)

    print("# open: jobs are put off until it lets a call through, and payments is left alone")
    asked = drill.fakes.requests["payments"]
    await asyncio.sleep(OPEN_MS / 2000)
    more = drill.fakes.requests["payments"] - asked
    drill.expect(f"it was asked {more} times in {OPEN_MS // 2} ms", more < len(ids))

    print("# payments is back; a call probes it when the breaker lets one through")
    drill.fakes.modes["payments"] = "ok"
    for job_id in ids:
        await drill.becomes(job_id, "done", 60)

    async def is_closed() -> bool:
        return await state() == "closed"

    await drill.eventually("the breaker is closed", is_closed)


if __name__ == "__main__":
    run_drill(ENV, drill_breaker)

"""Takes payments away from the running worker, gives it back, and sees what becomes of the jobs.

Each has to be done in the end and charged once, without anybody asking again. `kill` stops the server,
`hang` makes it never answer, `fail` makes it answer 500.
"""

import sys

from tools.drills.drill import Drill, run_drill
from tools.fake_dependencies import FakeDependencies

BREAKAGES = ("kill", "hang", "fail")


async def break_dependency(drill: Drill, breakage: str) -> None:
    print("# payments is well")
    await drill.order("before")
    await drill.becomes("before", "done")

    print(f"# payments: {breakage}")
    break_payments(drill, breakage)
    ids = [f"job-{number}" for number in range(1, 9)]
    for job_id in ids:
        drill.expect("it is taken", (await drill.order(job_id)).status == 202)

    async def one_has_failed() -> bool:
        jobs = [(await drill.get(f"/jobs/{job_id}")).body for job_id in ids]
        return any("lastError" in job for job in jobs)

    await drill.eventually("they fail and wait", one_has_failed)
    failed = await drill.metric('jobs{status="failed"}')
    drill.expect("none has failed for good", failed == 0)

    print("# payments is back; nobody asks again")
    mend_payments(drill, breakage)
    for job_id in ids:
        await drill.becomes(job_id, "done", 30)
    amounts = [drill.fakes.charged.get(job_id) for job_id in ids]
    drill.expect("each was charged its amount, once", amounts == [350] * len(ids))


def break_payments(drill: Drill, breakage: str) -> None:
    if breakage == "kill":
        drill.fakes.close()
    else:
        drill.fakes.modes["payments"] = breakage


def mend_payments(drill: Drill, breakage: str) -> None:
    if breakage == "kill":
        drill.fakes = FakeDependencies(drill.fakes.port)
    else:
        drill.fakes.modes["payments"] = "ok"


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "kill"
    if chosen not in BREAKAGES:
        print(f"python -m tools.drills.break_dependency {' | '.join(BREAKAGES)}", file=sys.stderr)
        sys.exit(2)
    run_drill({"BREAKER_OPEN_MS": "500"}, lambda drill: break_dependency(drill, chosen))

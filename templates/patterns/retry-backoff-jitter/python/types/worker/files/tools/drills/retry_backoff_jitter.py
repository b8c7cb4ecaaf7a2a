"""Payments fails for a moment: the charge is made without its job having to be tried again."""

from tools.drills.drill import Drill, run_drill

PAUSES = {"RETRY_INITIAL_MS": "400", "RETRY_MAX_MS": "400", "RETRY_COUNT": "10"}


async def drill_retry(drill: Drill) -> None:
    print("# payments fails once, and is well again; the job would be tried again after half a minute")
    drill.fakes.modes["payments"] = "fail"
    await drill.order("retried")
    await drill.soon("payments was asked", lambda: drill.fakes.requests["payments"] > 0)
    drill.fakes.modes["payments"] = "ok"
    await drill.becomes("retried", "done")
    drill.expect("payments was asked more than once", drill.fakes.requests["payments"] > 1)
    job = (await drill.get("/jobs/retried")).body
    drill.expect("the job was claimed once", job["claims"] == 1)
    drill.expect("the customer was charged once", drill.fakes.charged.get("retried") == 350)


if __name__ == "__main__":
    jobs = {"JOB_RETRY_INITIAL_MS": "60000", "JOB_RETRY_MAX_MS": "60000"}
    run_drill({**PAUSES, **jobs}, drill_retry)

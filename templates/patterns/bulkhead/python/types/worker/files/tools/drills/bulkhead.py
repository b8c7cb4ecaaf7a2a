"""Payments hangs under load: the jobs that find no place are put off, and receipts are still sent."""

import asyncio

from tools.drills.drill import Drill, run_drill

LIMITS = {"BULKHEAD_CONCURRENT": "2", "BULKHEAD_QUEUED": "1", "DEPENDENCY_TIMEOUT_MS": "3000"}
RECEIPT = {"kind": "receipt", "customer": "Ada", "text": "Hello"}


async def drill_bulkhead(drill: Drill) -> None:
    print("# payments hangs, and ten jobs come at once: 2 are sent, 1 waits")
    drill.fakes.modes["payments"] = "hang"
    ids = [f"job-{number}" for number in range(1, 11)]
    await asyncio.gather(*(drill.order(job_id) for job_id in ids))
    await asyncio.sleep(1)
    sent = drill.fakes.requests["payments"]
    drill.expect(f"{sent} calls are under way", sent == 2)
    await drill.put("/jobs/receipt", RECEIPT)
    await drill.soon(
        "a receipt is sent meanwhile", lambda: "receipt" in drill.fakes.sent, 2
    )

    print("# payments is back")
    drill.fakes.modes["payments"] = "ok"
    for job_id in ids:
        await drill.becomes(job_id, "done", 30)


if __name__ == "__main__":
    run_drill(LIMITS, drill_bulkhead)

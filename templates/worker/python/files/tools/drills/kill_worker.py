"""A second worker on the same data claims jobs and is killed in the middle (SIGKILL).

When its leases are over the first one takes them, and each customer is charged once.
"""

import asyncio
import os
import sys

from tools.drills.drill import Drill, run_drill

LIMITS = {"LEASE_MS": "1000", "DEPENDENCY_TIMEOUT_MS": "20000"}


async def drill_kill(drill: Drill) -> None:
    asked = drill.fakes.requests
    print("# payments hangs; this worker has room for one job, the second for three")
    drill.fakes.modes["payments"] = "hang"
    ids = [f"job-{number}" for number in range(1, 5)]
    for job_id in ids:
        await drill.order(job_id)
    await drill.soon("this worker has one", lambda: asked["payments"] == 1)
    second = await start_second(drill)
    await drill.soon("the second has the others", lambda: asked["payments"] == len(ids), 30)

    print("# the second is killed, and payments is well again")
    second.kill()
    await second.wait()
    drill.fakes.modes["payments"] = "ok"
    print("# its leases end; the job that hangs here is waited for")
    for job_id in ids:
        await drill.becomes(job_id, "done", 40)
    drill.expect("each is charged once", len(drill.fakes.charged) == len(ids))


async def start_second(drill: Drill) -> asyncio.subprocess.Process:
    env = {
        "PORT": "0",
        "LOG_LEVEL": "silent",
        "DATABASE_URL": drill.config.database_url,
        "WORKER_CONCURRENCY": "3",
        **drill.fakes.environment(),
        **LIMITS,
    }
    program = (sys.executable, "-m", "service")
    return await asyncio.create_subprocess_exec(*program, env={**os.environ, **env})


if __name__ == "__main__":
    run_drill({**LIMITS, "WORKER_CONCURRENCY": "1"}, drill_kill)

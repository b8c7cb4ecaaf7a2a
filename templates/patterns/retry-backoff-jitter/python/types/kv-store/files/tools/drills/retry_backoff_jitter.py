"""The only other node is gone for a moment: a write waits for it instead of failing."""

import asyncio

from tools.drills.drill import Drill, run_drill


async def drill_retry(drill: Drill) -> None:
    print("# node-3 is gone for good, node-2 for a moment; a write comes meanwhile")
    await drill.cluster.kill("node-3")
    await drill.cluster.kill("node-2")
    writing = asyncio.create_task(drill.put("node-1", "tea", "green"))
    await drill.cluster.start("node-2")
    written = await writing
    took = f"the write was acknowledged after {written.took_ms:.0f} ms"
    drill.expect(took, written.status == 201)
    retries = await drill.metric("node-1", 'http_retries_total{dependency="node-2"}') or 0
    drill.expect(f"node-2 was asked again ({retries:.0f} times)", retries > 0)
    found = await drill.get("node-2", "tea")
    drill.expect("node-2 knows of it", found.body.get("value") == "green")


if __name__ == "__main__":
    env = {
        "RETRY_COUNT": "10",
        "RETRY_INITIAL_MS": "2000",
        "RETRY_MAX_MS": "2000",
        # What else would end the write: this drill is about retries alone.
        "REQUEST_DEADLINE_MS": "30000",
        "BREAKER_WINDOW": "1000",
        "BREAKER_MINIMUM_CALLS": "1000",
    }
    run_drill(env, drill_retry)

"""Two of three nodes hang under load: the requests that find no place are refused at once."""

import asyncio

from tools.drills.drill import Drill, run_drill

PEER_TIMEOUT_MS = 3000


async def drill_bulkhead(drill: Drill) -> None:
    await drill.put("node-1", "before", 1)
    print("# node-2 and node-3 hang, and ten writes come at once: 2 are sent, 1 waits")
    drill.cluster.pause("node-2")
    drill.cluster.pause("node-3")
    writes = (drill.put("node-1", f"key-{number}", number) for number in range(10))
    answers = await asyncio.gather(*writes)
    drill.expect("none is acknowledged", all(one.status == 503 for one in answers))
    fast = [one for one in answers if one.took_ms < PEER_TIMEOUT_MS / 2]
    drill.expect(f"{len(fast)} were refused without waiting for the time limit", len(fast) >= 5)
    live = await drill.send("node-1", "GET", "/health/live")
    drill.expect("the node still answers", live.status == 200)

    print("# the nodes are back")
    drill.cluster.resume("node-2")
    drill.cluster.resume("node-3")

    async def is_served() -> bool:
        return (await drill.put("node-1", "after", 1)).status in (200, 201)

    await drill.eventually("keys are served", is_served)


if __name__ == "__main__":
    limits = {"BULKHEAD_CONCURRENT": "2", "BULKHEAD_QUEUED": "1"}
    run_drill({**limits, "PEER_TIMEOUT_MS": str(PEER_TIMEOUT_MS)}, drill_bulkhead)

"""Two of three nodes hang: the breakers open, refusals come at once, and close when the nodes are back."""

import asyncio

from tools.drills.drill import Drill, run_drill

OPEN_MS = 8000
PEER_TIMEOUT_MS = 2000
OTHERS = ("node-2", "node-3")


async def drill_breaker(drill: Drill) -> None:
    await drill.put("node-1", "before", 1)
    print("# node-2 and node-3 hang: no majority, and whoever asks waits for the time limit")
    for name in OTHERS:
        drill.cluster.pause(name)
    slow = await drill.put("node-1", "slow", 1)
    waited = slow.status == 503 and slow.took_ms >= PEER_TIMEOUT_MS / 2
    drill.expect(f"the refusal took {slow.took_ms:.0f} ms", waited)
    await asyncio.gather(*(drill.put("node-1", f"slow-{number}", 1) for number in range(12)))
    drill.expect("the breakers are open", await states(drill) == ["open", "open"])

    print("# open: the refusal comes at once")
    fast = await drill.put("node-1", "fast", 1)
    at_once = fast.status == 503 and fast.took_ms < PEER_TIMEOUT_MS / 2
    drill.expect(f"the refusal took {fast.took_ms:.0f} ms", at_once)

    print(f"# the nodes are back; after {OPEN_MS} ms one call probes each")
    for name in OTHERS:
        drill.cluster.resume(name)
    await asyncio.sleep(OPEN_MS / 1000)

    async def is_over() -> bool:
        written = await drill.put("node-1", "after", 1)
        return written.status < 300 and await states(drill) == ["closed", "closed"]

    await drill.eventually("the breakers are closed, and keys are served", is_over)


async def states(drill: Drill) -> list[str]:
    parts = (await drill.send("node-1", "GET", "/health/ready")).body["parts"]
    return [parts[name] for name in OTHERS]


if __name__ == "__main__":
    times = {"BREAKER_OPEN_MS": str(OPEN_MS), "PEER_TIMEOUT_MS": str(PEER_TIMEOUT_MS)}
    run_drill(times, drill_breaker)

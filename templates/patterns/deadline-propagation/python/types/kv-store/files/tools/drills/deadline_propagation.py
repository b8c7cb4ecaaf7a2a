"""Two of three nodes hang for longer than a request may take: the request ends in time all the same."""

from tools.drills.drill import Drill, run_drill


async def drill_deadline(drill: Drill) -> None:
    await drill.put("node-1", "before", 1)
    print("# node-2 and node-3 hang; a call may take 10 s, but a request no more than 1 s")
    drill.cluster.pause("node-2")
    drill.cluster.pause("node-3")
    late = await drill.put("node-1", "late", 1)
    drill.expect(f"the request ended with its deadline ({late.took_ms:.0f} ms)", late.took_ms < 5000)
    drill.expect("it was not acknowledged", late.status in (503, 504))

    print("# the nodes are back")
    drill.cluster.resume("node-2")
    drill.cluster.resume("node-3")

    async def is_served() -> bool:
        return (await drill.put("node-1", "after", 1)).status in (200, 201)

    await drill.eventually("keys are served", is_served)


if __name__ == "__main__":
    run_drill({"REQUEST_DEADLINE_MS": "1000", "PEER_TIMEOUT_MS": "10000"}, drill_deadline)

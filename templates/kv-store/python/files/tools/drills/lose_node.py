"""Takes a node away while clients write, gives it back, and sees to it that no acknowledged write is lost.

`kill` ends its process without a goodbye; `pause` stops it, so that its connections stay open and
nothing answers.
"""

import asyncio
import sys

from tools.drills.drill import Drill, run_drill
from tools.drills.writers import Acknowledged, Writers, expect_nothing_lost

LOSSES = ("kill", "pause")
MISSED = [f"missed-{number}" for number in range(1, 11)]


async def lose_node(drill: Drill, loss: str) -> None:
    print("# six clients write")
    writers = Writers(drill, 6)
    await writers.more("writes are acknowledged", 60)

    print(f"# node-2: {loss}")
    if loss == "kill":
        await drill.cluster.kill("node-2")
    else:
        drill.cluster.pause("node-2")
    await writers.more("writes are acknowledged without it", 60)
    missed = await asyncio.gather(*(drill.put("node-1", key, key) for key in MISSED))
    drill.expect("ten new keys are acknowledged", all(one.status == 201 for one in missed))

    print("# node-2 is back")
    if loss == "kill":
        await drill.cluster.start("node-2")
    else:
        drill.cluster.resume("node-2")
    await writers.more("writes are acknowledged with it", 60)
    known = await writers.stop()
    print(f"  {writers.count} writes acknowledged, {sum(len(one.unknown) for one in known)} not")
    await expect_nothing_lost(drill, drill.cluster.names, known)
    await lose_the_others(drill, known)


async def lose_the_others(drill: Drill, known: list[Acknowledged]) -> None:
    # What was sent to a node that was stopped may have come late, and need no repair.
    print(f"# repair: node-2 lacks {await missing(drill)} keys; then node-1 goes, and node-2 has to know")
    print(f"  {(await drill.send('node-3', 'POST', '/repair')).body}")
    brought = await missing(drill) == 0
    drill.expect("what was written without it was brought to it", brought)
    await drill.cluster.kill("node-1")
    await expect_nothing_lost(drill, ["node-2", "node-3"], known)

    print("# node-3 goes too: one of three is no majority")
    await drill.cluster.kill("node-3")
    refused = await drill.get("node-2", "counter-1")
    drill.expect("what cannot be known is not told: 503", refused.status == 503)


async def missing(drill: Drill) -> int:
    """How many of the keys that were written without node-2 it does not have itself."""
    own = (await drill.send("node-2", "GET", "/replica/keys?limit=1000")).body["keys"]
    return len(set(MISSED) - set(own))


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "kill"
    if chosen not in LOSSES:
        print(f"python -m tools.drills.lose_node {' | '.join(LOSSES)}", file=sys.stderr)
        sys.exit(2)
    run_drill({"PEER_TIMEOUT_MS": "2000"}, lambda drill: lose_node(drill, chosen))

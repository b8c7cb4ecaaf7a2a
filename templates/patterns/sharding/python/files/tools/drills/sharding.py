"""A fourth node joins three while clients write: slots move to it, and no acknowledged write is lost."""

import asyncio
from typing import Any

from tools.drills.drill import Drill, run_drill
from tools.drills.writers import Writers, expect_nothing_lost

NEW = "node-4"
KEYS = [f"key-{number}" for number in range(1, 31)]


async def join_while_clients_write(drill: Drill) -> None:
    print(f"# three nodes keep all slots; {NEW} keeps none yet")
    for key in KEYS:
        await drill.put("node-1", key, key)
    before = await shards(drill)
    drill.expect(f"{NEW} has no slot", slots_with_new(before) == 0)

    print(f"# six clients write; {NEW} joins: the nodes restart one by one")
    writers = Writers(drill, 6)
    for name in drill.cluster.names:
        await drill.cluster.kill(name)
        await drill.cluster.start(name, LEAVING_NODES="")
    after = await see_slots_move(drill, before)
    moved = f"{NEW} has {slots_with_new(after)} slots"
    print(f"  epoch {before['epoch']} to {after['epoch']}; {moved}")
    await writers.more("writes are acknowledged", 20)
    known = await writers.stop()
    print(f"  {writers.count} writes acknowledged meanwhile")
    await expect_nothing_lost(drill, drill.cluster.names, known)
    found = [(await drill.get(NEW, key)).status for key in KEYS]
    drill.expect("what was there before is there", found == [200] * len(KEYS))
    await ask_by_old_map(drill, before["epoch"])


async def see_slots_move(drill: Drill, before: Any) -> Any:
    seen = [before]

    async def is_quiet() -> bool:
        """The leader counts again after each round: when nothing moves any more, all is in its place."""
        await asyncio.sleep(1.5)
        seen.append(await shards(drill))
        is_moving = any("from" in place for place in seen[-1]["slots"])
        is_same = seen[-1]["epoch"] == seen[-2]["epoch"]
        return is_same and not is_moving and slots_with_new(seen[-1]) > 0

    await drill.eventually("slots move to it", is_quiet, 90)
    return seen[-1]


async def ask_by_old_map(drill: Drill, epoch: int) -> None:
    print("# a request that goes by the first map")
    path = f"/replica/entries/key-1?epoch={epoch}"
    answers = [(await drill.send(name, "GET", path)).status for name in drill.cluster.names]
    drill.expect("is refused by a majority", answers.count(409) >= 3)


async def shards(drill: Drill) -> Any:
    """The shard map by which the first node goes."""
    return (await drill.send("node-1", "GET", "/shards")).body


def slots_with_new(shard_map: Any) -> int:
    return sum(NEW in place["nodes"] for place in shard_map["slots"])


if __name__ == "__main__":
    env = {"LEAVING_NODES": NEW, "PEER_TIMEOUT_MS": "2000"}
    run_drill(env, join_while_clients_write, count=4)

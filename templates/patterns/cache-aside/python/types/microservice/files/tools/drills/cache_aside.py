"""Many ask for one order when the cache has nothing: the database is asked once. A change is seen at once."""

import asyncio

from tools.drills.drill import Drill, run_drill

# Nothing expires meanwhile, however slow the machine is. An empty cache is that of a fresh start.
TTL_MS = 60_000
READERS = 30


async def drill_cache(drill: Drill) -> None:
    print(f"# {READERS} read an order that nobody has read yet")
    await drill.order("order-1")
    drill.expect("the database was asked once", await read_by_many(drill) == 1)

    print("# the service starts again, with nothing in its cache, and as many read it")
    await drill.restart()
    drill.expect("the database was asked once", await read_by_many(drill) == 1)

    print("# payments fails: an order is pending, and is read, and kept")
    drill.fakes.modes["payments"] = "fail"
    await drill.order("order-2")
    drill.expect("it is pending", await drill.status_of("order-2") == "pending")

    async def is_paid() -> bool:
        await drill.order("order-2")
        await asyncio.sleep(0.5)
        return await drill.status_of("order-2") == "paid"

    print("# payments is back: it is paid, long before the cache would forget it")
    drill.fakes.modes["payments"] = "ok"
    await drill.eventually("whoever placed it sees that it is paid", is_paid, 30)


async def read_by_many(drill: Drill) -> float:
    """How often the database was asked meanwhile."""
    before = await loads(drill)
    seen = await asyncio.gather(*(drill.status_of("order-1") for _ in range(READERS)))
    drill.expect("all saw the same", set(seen) == {"paid"})
    return await loads(drill) - before


async def loads(drill: Drill) -> float:
    return await drill.metric('cache_load_duration_seconds_count{cache="orders"}') or 0


if __name__ == "__main__":
    run_drill({"CACHE_TTL_MS": str(TTL_MS), "CACHE_PENDING_TTL_MS": str(TTL_MS)}, drill_cache)

"""Many ask for one shipment at the moment when the cache has nothing: the database is asked once."""

import asyncio

from tools.drills.drill import Drill, run_drill

# Nothing expires meanwhile, however slow the machine is. An empty cache is that of a fresh start.
TTL_MS = 60_000
READERS = 30


async def drill_cache(drill: Drill) -> None:
    await drill.order("order-1")
    await drill.becomes("order-1", "booked")
    for when in ("has just started", "has started again"):
        await drill.restart()
        print(f"# {READERS} read a shipment when the service {when}")
        drill.expect("the database was asked once", await read_by_many(drill) == 1)


async def read_by_many(drill: Drill) -> float:
    """How often the database was asked meanwhile."""
    before = await loads(drill)
    found = await asyncio.gather(*(drill.get("/shipments/order-1") for _ in range(READERS)))
    drill.expect("all saw the same", {one.body["status"] for one in found} == {"booked"})
    return await loads(drill) - before


async def loads(drill: Drill) -> float:
    return await drill.metric('cache_load_duration_seconds_count{cache="shipments"}') or 0


if __name__ == "__main__":
    run_drill({"CACHE_PENDING_TTL_MS": str(TTL_MS)}, drill_cache)

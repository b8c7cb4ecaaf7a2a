"""Many ask for one shipment at the moment when it expires: the database is asked once."""

import asyncio

from tools.drills.drill import Drill, run_drill

# Long enough for a slow machine to read it by many before it expires again.
TTL_MS = 5000
READERS = 30


async def drill_cache(drill: Drill) -> None:
    await drill.order("order-1")
    await drill.becomes("order-1", "booked")
    for when in ("it has just expired", "it has expired again"):
        print(f"# {READERS} read a shipment when {when}")
        await asyncio.sleep(TTL_MS / 1000)
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

"""A client that gets no answer sends its order again and again: one order, one charge."""

import asyncio

from tools.drills.drill import ORDER, Drill, run_drill


async def drill_key(drill: Drill) -> None:
    async def send() -> str:
        headers = {"idempotency-key": "drill-key-1"}
        return str((await drill.post("/orders", ORDER, headers))["id"])

    print("# the same POST five times at once, and once more")
    ids = await asyncio.gather(*(send() for _ in range(5)))
    ids.append(await send())
    drill.expect("all answers name the same order", len(set(ids)) == 1)
    drill.expect("it was charged once", len(drill.fakes.charged) == 1)


if __name__ == "__main__":
    run_drill({}, drill_key)

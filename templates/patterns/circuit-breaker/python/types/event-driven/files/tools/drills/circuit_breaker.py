"""The carrier hangs: the breaker opens, the carrier is left alone, and it closes when the carrier is back."""

import asyncio

from tools.drills.drill import Drill, run_drill

# Long enough for a slow machine to tell what is well from what hangs.
TIMEOUT_MS = 2000
OPEN_MS = 5000
ENV = {"DEPENDENCY_TIMEOUT_MS": str(TIMEOUT_MS), "BREAKER_OPEN_MS": str(OPEN_MS)}


async def drill_breaker(drill: Drill) -> None:
    async def state() -> str:
        return str((await drill.get("/health/ready")).body["parts"]["carrier"])

    async def is_open() -> bool:
        return await state() == "open"

    print("# the carrier hangs, and ten orders wait for it")
    drill.fakes.modes["carrier"] = "hang"
    ids = [f"order-{number}" for number in range(1, 11)]
    for order_id in ids:
        await drill.order(order_id)
    await drill.eventually("the breaker of the carrier is open", is_open, 60)

    print("# open: messages come again and again, and the carrier is left alone")
    asked = drill.fakes.requests["carrier"]
    await asyncio.sleep(OPEN_MS / 2000)
    more = drill.fakes.requests["carrier"] - asked
    drill.expect(f"it was asked {more} times in {OPEN_MS // 2} ms", more < len(ids))

    print("# the carrier is back; a call probes it when the breaker lets one through")
    drill.fakes.modes["carrier"] = "ok"
    for order_id in ids:
        await drill.becomes(order_id, "booked", 60)

    async def is_closed() -> bool:
        return await state() == "closed"

    await drill.eventually("the breaker is closed", is_closed)


if __name__ == "__main__":
    run_drill(ENV, drill_breaker)

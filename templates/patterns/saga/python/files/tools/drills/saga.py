"""The service is stopped between two steps, and no client comes back: the order is paid all the same."""

from tools.drills.drill import Drill, run_drill


async def drill_saga(drill: Drill) -> None:
    async def is_paid() -> bool:
        return await drill.status_of("order-1") == "paid"

    async def is_declined() -> bool:
        return await drill.status_of("order-2") == "declined"

    print("# payments fails: the stock is reserved, the charge has to wait")
    drill.fakes.modes["payments"] = "fail"
    drill.expect("the order is accepted", (await drill.order("order-1")).status == 202)
    drill.expect("its stock is reserved", "order-1" in drill.fakes.reserved)

    print("# the service restarts, and payments is back")
    await drill.restart()
    drill.fakes.modes["payments"] = "ok"
    await drill.eventually("the order is paid", is_paid)
    drill.expect("it was charged once", drill.fakes.charged.get("order-1") == 350)

    print("# a card is declined: what was reserved is given back")
    drill.fakes.modes["payments"] = "refuse"
    await drill.order("order-2")
    await drill.eventually("the order is declined", is_declined)
    drill.expect("its stock is free again", "order-2" not in drill.fakes.reserved)


if __name__ == "__main__":
    run_drill({"SAGA_INTERVAL_MS": "100", "BREAKER_OPEN_MS": "500"}, drill_saga)

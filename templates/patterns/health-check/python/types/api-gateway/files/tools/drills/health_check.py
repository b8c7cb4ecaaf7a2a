"""Orders goes: the gateway is degraded, and nobody restarts it or takes it out."""

from tools.drills.drill import Drill, run_drill


async def drill_health(drill: Drill) -> None:
    async def health() -> str:
        return str((await drill.get("/health")).body["status"])

    async def is_well() -> bool:
        await drill.order("order-3")
        return await health() == "ok"

    drill.expect("it has started", (await drill.get("/health/startup")).status == 200)
    drill.expect("it is ok", await health() == "ok")

    print("# orders hangs")
    drill.fakes.modes["orders"] = "hang"
    for order_id in ("order-1", "order-2"):
        await drill.order(order_id)
    drill.expect("it is degraded", await health() == "degraded")
    drill.expect("it lives", (await drill.get("/health/live")).status == 200)
    drill.expect("it is ready", (await drill.get("/health/ready")).status == 200)
    drill.expect("customers can be read", (await drill.get("/customers/c1")).status == 200)
    asked = dict(drill.fakes.requests)
    for _ in range(20):
        await health()
    drill.expect("its health costs nobody else anything", drill.fakes.requests == asked)

    print("# orders is back")
    drill.fakes.modes["orders"] = "ok"
    await drill.eventually("it is ok", is_well, 30)


if __name__ == "__main__":
    run_drill({"HEALTH_FAILURES": "2", "BREAKER_OPEN_MS": "500"}, drill_health)

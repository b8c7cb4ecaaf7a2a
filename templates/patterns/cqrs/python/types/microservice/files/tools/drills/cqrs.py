"""The read model is spoilt while the service runs: writing goes on, and it is made anew from the changes."""

import asyncio
import os
import sys

from sqlalchemy import delete, update

from service.database.database import open_database
from service.database.tables.order_views import order_views
from tools.drills.drill import Drill, run_drill


async def drill_read_model(drill: Drill) -> None:
    print("# orders are placed, one of them with a card that is declined")
    wanted = []
    for number in range(1, 7):
        drill.fakes.modes["payments"] = "refuse" if number == 3 else "ok"
        await drill.order(f"order-{number}")
        wanted.append(f"order-{number} {'declined' if number == 3 else 'paid'}")
    drill.fakes.modes["payments"] = "ok"
    await shows(drill, wanted)

    print("# half of the rows of the read model are lost, and one tells a lie")
    await spoil(drill.config.database_url)
    drill.expect("the list is wrong", await listed(drill) != wanted)
    drill.expect("an order by its id is right", await drill.status_of("order-1") == "paid")
    drill.expect("orders are still taken", (await drill.order("order-7")).status < 300)

    print("# python -m service.rebuild_read_model, while the service runs")
    drill.expect("it ends with 0", await rebuild_read_model(drill) == 0)
    await shows(drill, [*wanted, "order-7 paid"])

    async def is_up_to_date() -> bool:
        return await drill.metric("read_model_lag_changes") == 0

    await drill.eventually("the read model lags behind by nothing", is_up_to_date)

    print("# the service restarts")
    await drill.restart()
    await drill.order("order-8")
    await shows(drill, [*wanted, "order-7 paid", "order-8 paid"])


async def shows(drill: Drill, wanted: list[str]) -> None:
    async def is_so() -> bool:
        return await listed(drill) == wanted

    await drill.eventually("the list shows each order once and as it is", is_so)


async def listed(drill: Drill) -> list[str]:
    """Each as `id status`, in the order in which they were placed."""
    orders = (await drill.get("/orders")).body["orders"]
    return [f"{order['id']} {order['status']}" for order in reversed(orders)]


async def spoil(url: str) -> None:
    """As a fault in a projection, or a hand that slipped, would leave it."""
    order_id = order_views.c.order_id
    lie = update(order_views).where(order_id == "order-1").values(status="out-of-stock")
    database = await open_database(url)
    async with database.begin() as tx:
        await tx.execute(delete(order_views).where(order_id > "order-3"))
        await tx.execute(lie)
    await database.dispose()


async def rebuild_read_model(drill: Drill) -> int:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service.rebuild_read_model"),
        env={**os.environ, "DATABASE_URL": drill.config.database_url},
    )
    return await program.wait()


if __name__ == "__main__":
    run_drill({}, drill_read_model)

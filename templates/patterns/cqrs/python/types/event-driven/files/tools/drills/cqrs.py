"""The read model is spoilt while the service runs: events are still handled, and it is made anew."""

import asyncio
import os
import sys

from sqlalchemy import delete, update

from service.database.database import open_database
from service.database.tables.shipment_views import shipment_views
from tools.drills.drill import Drill, run_drill


async def drill_read_model(drill: Drill) -> None:
    print("# orders are paid, and shipped")
    ids = [f"order-{number}" for number in range(1, 6)]
    for order_id in ids:
        await drill.order(order_id)
    await shows(drill, ids)

    print("# half of the rows of the read model are lost, and one tells a lie")
    await spoil(drill.config.database_url)
    drill.expect("the list is wrong", await listed(drill) != booked(ids))
    await drill.order("order-6")
    await drill.becomes("order-6", "booked")

    print("# python -m service.rebuild_read_model, while the service runs")
    drill.expect("it ends with 0", await rebuild_read_model(drill) == 0)
    await shows(drill, [*ids, "order-6"])

    print("# the service restarts")
    await drill.restart()
    await drill.order("order-7")
    await shows(drill, [*ids, "order-6", "order-7"])


def booked(ids: list[str]) -> list[str]:
    return [f"{order_id} booked" for order_id in ids]


async def shows(drill: Drill, ids: list[str]) -> None:
    async def is_so() -> bool:
        return await listed(drill) == booked(ids)

    await drill.eventually("the list shows each shipment once and as it is", is_so)


async def listed(drill: Drill) -> list[str]:
    """Each as `id status`, by the id."""
    found = (await drill.get("/shipments")).body["shipments"]
    return sorted(f"{one['orderId']} {one['status']}" for one in found)


async def spoil(url: str) -> None:
    """As a fault in a projection, or a hand that slipped, would leave it."""
    database = await open_database(url)
    async with database.begin() as tx:
        await tx.execute(delete(shipment_views).where(shipment_views.c.order_id > "order-2"))
        await tx.execute(update(shipment_views).values(status="refused"))
    await database.dispose()


async def rebuild_read_model(drill: Drill) -> int:
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service.rebuild_read_model"),
        env={**os.environ, "DATABASE_URL": drill.config.database_url},
    )
    return await program.wait()


if __name__ == "__main__":
    run_drill({}, drill_read_model)

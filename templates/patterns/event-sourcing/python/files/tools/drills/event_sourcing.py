"""Requests race for one order, the service restarts, and there is an event of an older release."""

import asyncio
import json
from typing import Any

from sqlalchemy import insert, select, update

from service.database.database import open_database
from service.database.tables.order_events import order_events, order_events_head
from tools.drills.drill import Drill, run_drill


async def drill_events(drill: Drill) -> None:
    async def is_paid() -> bool:
        return await drill.status_of("order-1") == "paid"

    async def is_declined() -> bool:
        return await drill.status_of("order-2") == "declined"

    print("# the same order ten times at once")
    await asyncio.gather(*(drill.order("order-1") for _ in range(10)))
    await drill.eventually("it is paid", is_paid)
    drill.expect("it was opened once", await types_of(drill, "order-1") == ["opened", "paid"])
    drill.expect("it was charged once", len(drill.fakes.charged) == 1)

    print("# a card is declined")
    drill.fakes.modes["payments"] = "refuse"
    await drill.order("order-2")
    await drill.eventually("the order is declined", is_declined)

    print("# the service restarts")
    before = await bodies_of(drill)
    await drill.restart()
    drill.expect("every order reads the same", await bodies_of(drill) == before)

    print("# the store has an event as an older release wrote it, with the price of one piece")
    await put_old_event(drill.config.database_url)
    order = (await drill.get("/orders/old-order")).body
    drill.expect("it reads as an order of today: 3 times 250", order["amountCents"] == 750)
    drill.expect("it is pending: nothing else happened to it", order["status"] == "pending")


async def types_of(drill: Drill, order_id: str) -> list[str]:
    events = (await drill.get(f"/orders/{order_id}/events")).body["events"]
    return [event["type"] for event in events]


async def bodies_of(drill: Drill) -> list[Any]:
    return [(await drill.get(f"/orders/{order_id}")).body for order_id in ("order-1", "order-2")]


async def put_old_event(url: str) -> None:
    head = order_events_head.c.position
    data = {"item": "tea", "quantity": 3, "unitCents": 250}
    database = await open_database(url)
    async with database.begin() as tx:
        await tx.execute(update(order_events_head).values(position=head + 1))
        row = {
            "position": (await tx.execute(select(head))).scalar_one(),
            "order_id": "old-order",
            "version": 1,
            "type": "opened",
            "schema_version": 1,
            "data": json.dumps(data),
            "recorded_at": "2020-01-01T00:00:00.000+00:00",
        }
        await tx.execute(insert(order_events).values(**row))
    await database.dispose()


if __name__ == "__main__":
    run_drill({}, drill_events)

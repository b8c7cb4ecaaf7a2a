"""How an order became what it is, which a row that is changed in place cannot tell."""

from typing import Any

from fastapi import FastAPI

from service.database.database import Database
from service.orders.order import check_order_id
from service.patterns.event_sourcing.event_store import EventStore
from service.problem import Problem


def history_route(app: FastAPI, database: Database) -> None:
    store = EventStore()

    @app.get("/orders/{order_id}/events")
    async def history(order_id: str) -> dict[str, Any]:
        async with database.begin() as tx:
            events = await store.read_stream(tx, check_order_id(order_id))
        if not events:
            raise Problem(f"there is no order {order_id}", status=404, code="not-found")
        return {
            "events": [
                {
                    "version": event.version,
                    "recordedAt": event.recorded_at,
                    "type": event.fact.type,
                    **event.fact.to_json(),
                }
                for event in events
            ]
        }

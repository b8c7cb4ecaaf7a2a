"""Where the events of all orders are kept."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from service.database.database import Tx, insert_new, now_text
from service.database.tables.order_events import order_events, order_events_head
from service.patterns.event_sourcing.events import OrderFact
from service.patterns.event_sourcing.upcast import StoredFact, upcast


@dataclass(frozen=True)
class RecordedEvent:
    # Of all events of all orders.
    position: int
    order_id: str
    # Of the order after this event.
    version: int
    fact: OrderFact
    # ISO 8601, UTC.
    recorded_at: str


class EventStore:
    async def read_stream(self, tx: Tx, order_id: str) -> list[RecordedEvent]:
        """All that has happened to one order, the oldest first."""
        query = select(order_events).where(order_events.c.order_id == order_id)
        rows = (await tx.execute(query.order_by(order_events.c.version))).all()
        return [event_of(row) for row in rows]

    async def read_all(self, tx: Tx, after: int, limit: int) -> list[RecordedEvent]:
        """Events of all orders after a position, in order."""
        query = select(order_events).where(order_events.c.position > after)
        rows = await tx.execute(query.order_by(order_events.c.position).limit(limit))
        return [event_of(row) for row in rows.all()]

    async def head(self, tx: Tx) -> int:
        """The position of the last event."""
        return int((await tx.execute(select(order_events_head.c.position))).scalar_one())

    async def append(self, tx: Tx, order_id: str, expected_version: int, fact: OrderFact) -> bool:
        """False, and nothing is changed, when the order is not at `expected_version` any more."""
        row = {
            "position": await self._next_position(tx),
            "order_id": order_id,
            "version": expected_version + 1,
            "type": fact.type,
            "schema_version": fact.schema_version,
            "data": json.dumps(fact.to_json()),
            "recorded_at": now_text(),
        }
        # No error: on PostgreSQL one would end the whole transaction.
        added = await tx.execute(insert_new(tx, order_events).values(**row))
        if added.rowcount > 0:
            return True
        await self._move_head(tx, -1)
        return False

    async def _next_position(self, tx: Tx) -> int:
        """Locks the head until the transaction ends: events become visible in their order.

        A sequence of the database would not do: whoever drew 7 may commit before whoever drew 6, and a
        reader who is at 7 never sees 6.
        """
        await self._move_head(tx, 1)
        return await self.head(tx)

    async def _move_head(self, tx: Tx, by: int) -> None:
        moved = order_events_head.c.position + by
        await tx.execute(update(order_events_head).values(position=moved))


def event_of(row: Any) -> RecordedEvent:
    fact = upcast(StoredFact(row.type, row.schema_version, json.loads(row.data)))
    return RecordedEvent(row.position, row.order_id, row.version, fact, row.recorded_at)

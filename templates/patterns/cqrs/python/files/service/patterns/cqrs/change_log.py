"""Notes each change in the transaction that makes it, so that neither is there without the other."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Generic

from sqlalchemy import insert, select, update

from service.database.database import Tx, now_text
from service.database.tables.change_log import change_log, change_log_head
from service.messaging.broker import Message
from service.patterns.cqrs.read_model import Change, Fact


class ChangeLog(Generic[Fact]):
    """The events of one topic, kept in order."""

    def __init__(self, topic: str, fact_of: Callable[[Any], Fact]) -> None:
        """`fact_of` takes from the body of an event what the read side cares about."""
        self._topic = topic
        self._fact_of = fact_of

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        changes = [event for event in events if event.topic == self._topic]
        if not changes:
            return
        first = await self._take_positions(tx, len(changes))
        at = now_text()
        rows = [
            {"position": position, "key": one.key, "body": json.dumps(one.body), "changed_at": at}
            for position, one in enumerate(changes, start=first)
        ]
        await tx.execute(insert(change_log), rows)

    async def read(self, tx: Tx, after: int, limit: int) -> list[Change[Fact]]:
        query = select(change_log).where(change_log.c.position > after)
        rows = await tx.execute(query.order_by(change_log.c.position).limit(limit))
        return [
            Change(row.position, row.key, row.changed_at, self._fact_of(json.loads(row.body)))
            for row in rows.all()
        ]

    async def head(self, tx: Tx) -> int:
        return int((await tx.execute(select(change_log_head.c.position))).scalar_one())

    async def _take_positions(self, tx: Tx, count: int) -> int:
        """The first of `count` new positions.

        Locks the head until the transaction ends, so that changes become visible in the order of their
        positions. A sequence of the database would not do: whoever drew 7 may commit before whoever drew
        6, and a projection that is at 7 never sees 6.
        """
        moved = change_log_head.c.position + count
        await tx.execute(update(change_log_head).values(position=moved))
        return await self.head(tx) - count + 1

"""Events are committed with the change that they tell of, and published from there.

A crash at any point loses none; one between publishing and noting it sends an event twice.
See docs/adr/transactional-outbox.md.
"""

import asyncio
import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from prometheus_client import Gauge
from sqlalchemy import delete, func, insert, select

from service.database.database import Database, Tx, now_text
from service.database.locks import exclusively
from service.database.tables.outbox import outbox
from service.messaging.broker import Broker, Message
from service.observability.log import Log
from service.observability.metrics import Metrics

# Rows that are read at once.
BATCH = 100
# Events that the broker has and could still lose; no more are handed over until some of them are safe.
MOST_LEAVING = 1000


class Outbox:
    """The sink of events, and the relay that publishes them."""

    def __init__(
        self, database: Database, broker: Broker, interval_ms: int, log: Log, metrics: Metrics
    ) -> None:
        self._database = database
        self._broker = broker
        # How often the outbox is looked into without being asked: after a failure, after a crash.
        self._interval_s = interval_ms / 1000
        self._log = log
        self._woken = asyncio.Event()
        self._is_stopped = False
        self._relay: asyncio.Task[None] | None = None
        # Positions of events that the broker has, and of those that it cannot lose any more.
        self._leaving: set[int] = set()
        self._safe: set[int] = set()
        pending = Gauge(
            "outbox_pending", "Events that wait to be published.", registry=metrics.registry
        )

        async def measure() -> None:
            async with database.begin() as tx:
                count = (await tx.execute(select(func.count()).select_from(outbox))).scalar()
                pending.set(count or 0)

        metrics.before_scrape(measure)

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        rows = [
            {
                "message_id": event.id,
                "topic": event.topic,
                "key": event.key,
                "body": json.dumps(event.body),
                "headers": json.dumps(dict(event.headers)),
                "created_at": now_text(),
            }
            for event in events
        ]
        if rows:
            await tx.execute(insert(outbox), rows)

    async def release(self, events: Sequence[Message]) -> None:
        self._woken.set()

    def start(self) -> None:
        self._relay = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Lets the batch under way finish; what is left waits for the next start."""
        self._is_stopped = True
        self._woken.set()
        if self._relay is not None:
            await self._relay
        # What is handled while the broker closes is safe, and need not be sent again.
        await self._broker.close()
        await self._forget_safe()

    async def _run(self) -> None:
        while not self._is_stopped:
            self._woken.clear()
            try:
                await self._forget_safe()
                while not self._is_stopped and await self._publish_batch():
                    pass
            except Exception as error:
                self._log.warning("events wait in the outbox", error=str(error))
            await self._pause()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self._interval_s):
                await self._woken.wait()
        except TimeoutError:
            pass

    async def _publish_batch(self) -> bool:
        """True when there may be more.

        Events leave in the order in which they were written, and of several replicas one publishes at a
        time. It keeps the others waiting for as long as the broker takes to answer.
        """
        if len(self._leaving) >= MOST_LEAVING:
            return False
        waiting = outbox.c.position.not_in(list(self._leaving))
        query = select(outbox).where(waiting).order_by(outbox.c.position).limit(BATCH)
        async with exclusively(self._database, "outbox"):
            async with self._database.begin() as tx:
                rows = (await tx.execute(query)).all()
            try:
                for row in rows:
                    await self._publish(row)
            finally:
                await self._forget_safe()
        return len(rows) == BATCH

    async def _publish(self, row: Any) -> None:
        kept = await self._broker.publish(message_of(row))
        self._leaving.add(row.position)
        if kept.done():
            self._note_kept(row.position, kept)
        else:
            kept.add_done_callback(partial(self._note_kept, row.position))

    def _note_kept(self, position: int, kept: "asyncio.Future[None]") -> None:
        if kept.cancelled() or kept.exception() is not None:
            # It is still in the outbox, and leaves again.
            self._leaving.discard(position)
            return
        self._safe.add(position)
        self._woken.set()

    async def _forget_safe(self) -> None:
        safe = list(self._safe)
        if not safe:
            return
        async with self._database.begin() as tx:
            await tx.execute(delete(outbox).where(outbox.c.position.in_(safe)))
        self._safe.difference_update(safe)
        self._leaving.difference_update(safe)


def message_of(row: Any) -> Message:
    body, headers = json.loads(row.body), json.loads(row.headers)
    return Message(row.message_id, row.topic, row.key, body, headers)

"""Leaves out messages that a group has handled: brokers deliver at least once."""

import time
from contextlib import suppress

from prometheus_client import Counter
from sqlalchemy import delete, select

from service.database.database import Database, insert_new, now_text
from service.database.tables.handled_messages import handled_messages
from service.messaging.broker import Delivery, Handler, HandlerPolicy
from service.observability.metrics import Metrics


# How often old notes are looked for.
FORGET_EVERY_S = 60


def handle_once(database: Database, keep_ms: int, metrics: Metrics) -> HandlerPolicy:
    """Remembers for `keep_ms` what was handled.

    What was handled and not noted, because of a crash in between, comes once more. So handlers still
    send a key along.
    """
    duplicates = Counter(
        "duplicate_messages_total",
        "Messages that came again after they had been handled.",
        ["group"],
        registry=metrics.registry,
    )

    forget_at = 0.0

    async def forget_old() -> None:
        nonlocal forget_at
        if time.monotonic() < forget_at:
            return
        forget_at = time.monotonic() + FORGET_EVERY_S
        # Where it fails, that is no fault of the message: the next time will do.
        with suppress(Exception):
            await forget_handled(database, before=now_text(ago_ms=keep_ms))

    def policy(group: str, next_handler: Handler) -> Handler:
        async def handle(delivery: Delivery) -> None:
            if await is_handled(database, group, delivery.id):
                duplicates.labels(group).inc()
                return
            await next_handler(delivery)
            await forget_old()
            await note_handled(database, group, delivery.id)

        return handle

    return policy


async def is_handled(database: Database, group: str, message_id: str) -> bool:
    rows = handled_messages.c
    query = select(rows.message_id).where(
        rows.group_name == group, rows.message_id == message_id
    )
    async with database.begin() as tx:
        return (await tx.execute(query)).first() is not None


async def note_handled(database: Database, group: str, message_id: str) -> None:
    note = {"group_name": group, "message_id": message_id, "handled_at": now_text()}
    async with database.begin() as tx:
        await tx.execute(insert_new(tx, handled_messages).values(**note))


async def forget_handled(database: Database, before: str) -> None:
    old = delete(handled_messages).where(handled_messages.c.handled_at < before)
    async with database.begin() as tx:
        await tx.execute(old)

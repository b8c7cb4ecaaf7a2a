"""One row a message: `handled`, `parked` because it cannot be read, or `replay`, to be handled again."""

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from prometheus_client import Counter
from sqlalchemy import select, update

from service.database.database import Tx, insert_new, now_text
from service.database.tables.inbox import inbox
from service.messaging.broker import Delivery, Handler, Message
from service.messaging.unit_of_work import UnitOfWork, Work
from service.observability.metrics import Metrics

# Handles a message in the transaction that notes that it was handled.
InboxHandler = Callable[[Work, Message], Awaitable[None]]


def with_inbox(unit_of_work: UnitOfWork, handle: InboxHandler, metrics: Metrics) -> Handler:
    """Makes a handler act once for each message, however often that is delivered.

    It changes nothing but this database: what it does and the note that it did are one transaction.
    The note keeps the message as it came, so that it can be replayed.
    """
    duplicates = Counter(
        "inbox_duplicates_total",
        "Messages that came again after they had been handled.",
        registry=metrics.registry,
    )

    async def handle_once(delivery: Delivery) -> None:
        async with unit_of_work() as work:
            if await take(work.tx, delivery):
                await handle(work, delivery)
            else:
                duplicates.inc()

    return handle_once


async def take(tx: Tx, delivery: Delivery) -> bool:
    """False when the message was handled, or is parked."""
    added = await tx.execute(insert_new(tx, inbox).values(**row_of(delivery, "handled")))
    if added.rowcount > 0:
        return True
    is_wanted = (inbox.c.message_id == delivery.id) & (inbox.c.state == "replay")
    taken = update(inbox).where(is_wanted).values(**change_to("handled"))
    return bool((await tx.execute(taken)).rowcount > 0)


async def park(tx: Tx, delivery: Delivery, reason: str) -> None:
    await tx.execute(insert_new(tx, inbox).values(**row_of(delivery, "parked")))
    is_it = inbox.c.message_id == delivery.id
    await tx.execute(update(inbox).where(is_it).values(**change_to("parked", reason)))


async def ask_replay(tx: Tx, ids: Sequence[str] | None) -> int:
    """Has these handled once more, or without `ids` all that are parked; how many there are."""
    wanted = inbox.c.state == "parked" if ids is None else inbox.c.message_id.in_(ids)
    asked = await tx.execute(update(inbox).where(wanted).values(**change_to("replay")))
    return int(asked.rowcount)


async def list_messages(tx: Tx, state: str, limit: int) -> list[Any]:
    """Rows, the oldest first."""
    query = select(inbox).where(inbox.c.state == state).order_by(inbox.c.received_at)
    return list((await tx.execute(query.limit(limit))).all())


def message_of(row: Any) -> Message:
    body, headers = json.loads(row.body), json.loads(row.headers)
    return Message(row.message_id, row.topic, row.key, body, headers)


def row_of(delivery: Delivery, state: str) -> dict[str, Any]:
    return {
        "message_id": delivery.id,
        "topic": delivery.topic,
        "key": delivery.key,
        "body": json.dumps(delivery.body),
        "headers": json.dumps(dict(delivery.headers)),
        "received_at": now_text(),
        **change_to(state),
    }


def change_to(state: str, reason: str | None = None) -> dict[str, Any]:
    return {"state": state, "reason": reason, "changed_at": now_text()}

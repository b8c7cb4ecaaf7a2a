"""Leaves out messages that a group has handled: brokers deliver at least once."""

from prometheus_client import Counter
from sqlalchemy import select

from service.database.database import Database, insert_new, now_text
from service.database.tables.handled_messages import handled_messages
from service.messaging.broker import Delivery, Handler, HandlerPolicy
from service.observability.metrics import Metrics


def handle_once(database: Database, metrics: Metrics) -> HandlerPolicy:
    """What was handled and not noted, because of a crash in between, comes once more.

    So handlers still send a key along.
    """
    duplicates = Counter(
        "duplicate_messages_total",
        "Messages that came again after they had been handled.",
        ["group"],
        registry=metrics.registry,
    )

    def policy(group: str, next_handler: Handler) -> Handler:
        async def handle(delivery: Delivery) -> None:
            if await is_handled(database, group, delivery.id):
                duplicates.labels(group).inc()
                return
            await next_handler(delivery)
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

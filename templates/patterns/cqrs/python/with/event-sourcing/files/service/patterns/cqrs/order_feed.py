"""Where the changes of orders come from: the event store has them, and nothing is written twice."""

from collections.abc import Sequence

from service.database.database import Tx
from service.messaging.broker import Message
from service.patterns.cqrs.order_change import OrderChange, OrderFact, OrderOpened, OrderSettled
from service.patterns.cqrs.read_model import Feed
from service.patterns.event_sourcing.event_store import EventStore, RecordedEvent
from service.patterns.event_sourcing.events import Declined, Opened, Paid


class OrderEvents:
    def __init__(self, store: EventStore) -> None:
        self._store = store

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        """The event was appended in this transaction."""

    async def read(self, tx: Tx, after: int, limit: int) -> list[OrderChange]:
        return [change_of(event) for event in await self._store.read_all(tx, after, limit)]

    async def head(self, tx: Tx) -> int:
        return await self._store.head(tx)


def change_of(event: RecordedEvent) -> OrderChange:
    return OrderChange(event.position, event.order_id, event.recorded_at, fact_of(event))


def fact_of(event: RecordedEvent) -> OrderFact:
    """What the read side cares about: how a payment is called is the business of the write side."""
    fact = event.fact
    if isinstance(fact, Opened):
        return OrderOpened(fact.item, fact.quantity, fact.amount_cents)
    if isinstance(fact, Paid):
        return OrderSettled("paid")
    return OrderSettled("declined" if isinstance(fact, Declined) else "out-of-stock")


order_feed: Feed[OrderFact] = OrderEvents(EventStore())

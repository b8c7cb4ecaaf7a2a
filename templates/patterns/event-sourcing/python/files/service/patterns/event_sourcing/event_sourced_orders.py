"""Orders are what their events say: nothing else is stored. See docs/adr/event-sourcing.md.

To change one, its events are read, a decision is made on the state that they add up to, and the new event
is appended, unless somebody else was faster; then the decision is made anew.
"""

from collections.abc import Callable

from prometheus_client import Counter

from service.database.database import Tx
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.orders.order import Order, OrderRequest, Outcome
from service.patterns.event_sourcing.event_store import EventStore
from service.patterns.event_sourcing.events import OrderFact
from service.patterns.event_sourcing.order_state import (
    decide_open,
    decide_settle,
    evolve,
    replay,
)

# A writer who lost once holds the lock of the head when it decides anew, so it cannot lose again.
ATTEMPTS = 3


class EventSourcedOrders:
    def __init__(self, log: Log, metrics: Metrics, store: EventStore | None = None) -> None:
        self._log = log
        self._store = store or EventStore()
        self._appended = Counter(
            "order_events_appended_total",
            "Events that were appended to the streams of orders.",
            ["type"],
            registry=metrics.registry,
        )
        self._conflicts = Counter(
            "order_events_conflicts_total",
            "Appends that were refused because somebody else had changed the order meanwhile.",
            registry=metrics.registry,
        )

    async def find(self, tx: Tx, order_id: str) -> Order | None:
        order, _ = await self._load(tx, order_id)
        return order

    async def open(self, tx: Tx, order_id: str, request: OrderRequest) -> Order:
        order, _ = await self._change(tx, order_id, lambda known: decide_open(known, request))
        return order

    async def settle(self, tx: Tx, order_id: str, outcome: Outcome) -> tuple[Order, bool]:
        return await self._change(tx, order_id, lambda known: decide_settle(known, outcome))

    async def _load(self, tx: Tx, order_id: str) -> tuple[Order | None, int]:
        """The order, and its version."""
        events = await self._store.read_stream(tx, order_id)
        order = replay(order_id, (event.fact for event in events))
        return order, events[-1].version if events else 0

    async def _change(
        self, tx: Tx, order_id: str, decide: Callable[[Order | None], OrderFact | None]
    ) -> tuple[Order, bool]:
        """The order as it is then, and whether this changed it."""
        for attempt in range(1, ATTEMPTS + 1):
            order, version = await self._load(tx, order_id)
            fact = decide(order)
            if fact is None:
                if order is None:
                    raise LookupError(f"order {order_id} was never opened")
                return order, False
            if await self._store.append(tx, order_id, version, fact):
                self._appended.labels(fact.type).inc()
                return evolve(order_id, order, fact), True
            self._conflicts.inc()
            self._log.info("somebody else changed the order", order=order_id, attempt=attempt)
        raise RuntimeError(f"order {order_id} was changed by others {ATTEMPTS} times in a row")

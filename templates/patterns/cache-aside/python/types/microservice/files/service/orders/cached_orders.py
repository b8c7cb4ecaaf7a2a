"""Orders as they are read by their id, kept for those who ask again and again how far theirs is."""

from collections.abc import Sequence

from service.config import Config
from service.database.database import Tx
from service.messaging.broker import Message
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.orders.order import Order
from service.orders.order_events import ORDERS
from service.orders.order_store import OrderReader
from service.patterns.cache_aside import Cache, cache_options


class CachedOrders:
    """Reads orders; as a sink of events it hears of each change."""

    def __init__(self, find_order: OrderReader, config: Config, log: Log, metrics: Metrics) -> None:
        def ttl_ms(order: Order) -> int:
            # One that is pending may change in another replica, of which we do not hear.
            is_pending = order.status == "pending"
            return config.cache_pending_ttl_ms if is_pending else config.cache_ttl_ms

        self._cache = Cache("orders", find_order, ttl_ms, cache_options(config), log, metrics)

    async def find(self, order_id: str) -> Order | None:
        return await self._cache.get(order_id)

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        """Nothing is kept with the change."""

    async def release(self, events: Sequence[Message]) -> None:
        """After the commit, and before whoever made the change has their answer."""
        for event in events:
            if event.topic == ORDERS:
                self._cache.invalidate(event.key)

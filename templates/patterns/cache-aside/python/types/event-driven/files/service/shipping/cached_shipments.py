"""Shipments as they are read by the id of their order, kept for those who ask again and again."""

from collections.abc import Sequence

from service.config import Config
from service.database.database import Tx
from service.events.shipment_events import SHIPMENTS
from service.messaging.broker import Message
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.patterns.cache_aside import Cache, cache_options
from service.shipping.shipment import Shipment
from service.shipping.shipment_store import ShipmentReader

# A booked one may still be cancelled.
ENDS = ("refused", "cancelled")


class CachedShipments:
    """Reads shipments; as a sink of events it hears of each change."""

    def __init__(
        self, read_shipment: ShipmentReader, config: Config, log: Log, metrics: Metrics
    ) -> None:
        def ttl_ms(shipment: Shipment) -> int:
            # One that is not at its end may change in another replica, of which we do not hear.
            has_ended = shipment.status in ENDS
            return config.cache_ttl_ms if has_ended else config.cache_pending_ttl_ms

        options = cache_options(config)
        self._cache = Cache("shipments", read_shipment, ttl_ms, options, log, metrics)

    async def find(self, order_id: str) -> Shipment | None:
        return await self._cache.get(order_id)

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        """Nothing is kept with the change."""

    async def release(self, events: Sequence[Message]) -> None:
        """After the commit: whoever asks from now on sees the change."""
        for event in events:
            if event.topic == SHIPMENTS:
                self._cache.invalidate(event.key)

"""How far we are behind, read from the table: for all replicas, and true after a restart."""

from datetime import datetime, timezone

from prometheus_client import Gauge

from service.database.database import Database
from service.observability.metrics import Metrics
from service.shipping.shipment_store import waiting_shipments


def measure_shipments(database: Database, metrics: Metrics) -> None:
    waiting = Gauge(
        "shipments_waiting",
        "Shipments that the carrier has not answered yet.",
        registry=metrics.registry,
    )
    oldest = Gauge(
        "shipments_oldest_waiting_seconds",
        "Time that the oldest of them has waited; 0 when there is none.",
        registry=metrics.registry,
    )

    async def measure() -> None:
        async with database.begin() as tx:
            count, since = await waiting_shipments(tx)
        waiting.set(count)
        oldest.set(0 if since is None else seconds_since(since))

    metrics.before_scrape(measure)


def seconds_since(time_text: str) -> float:
    passed = datetime.now(timezone.utc) - datetime.fromisoformat(time_text)
    return max(0.0, passed.total_seconds())

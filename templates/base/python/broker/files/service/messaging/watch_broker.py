"""What others see of the broker."""

from collections.abc import Sequence

from prometheus_client import Gauge

from service.http.health import Health
from service.messaging.broker import Backlog, Broker, WatchedBroker
from service.observability.metrics import Metrics


def watch_broker(broker: Broker, health: Health, metrics: Metrics) -> None:
    """Shows the connection in `/health/ready`, and what waits for each group in `/metrics`."""
    if not isinstance(broker, WatchedBroker):
        return
    watched = broker
    health.report("broker", watched.state)
    waiting = Gauge(
        "broker_backlog",
        "Messages that a group has still to handle, those under way included.",
        ["topic", "group"],
        registry=metrics.registry,
    )

    async def measure() -> None:
        waiting.clear()
        for found in await backlog_of(watched):
            waiting.labels(found.topic, found.group).set(found.messages)

    metrics.before_scrape(measure)


async def backlog_of(broker: WatchedBroker) -> Sequence[Backlog]:
    try:
        return await broker.backlog()
    except Exception:
        # A broker that is down is no reason to tell nothing at all.
        return []

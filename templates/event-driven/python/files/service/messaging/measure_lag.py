"""How far consumers are behind."""

from datetime import datetime, timezone
from typing import Any

from prometheus_client import Histogram

from service.messaging.broker import Delivery, Handler, HandlerPolicy
from service.observability.metrics import Metrics

BUCKETS = (0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 3600)


def measure_lag(metrics: Metrics) -> HandlerPolicy:
    """Observes how old an event is when a group is done with it, retries and waiting included."""
    lag = Histogram(
        "consumer_lag_seconds",
        "Time from an event to the end of its handling.",
        ["group"],
        buckets=BUCKETS,
        registry=metrics.registry,
    )

    def policy(group: str, next_handler: Handler) -> Handler:
        async def handle(delivery: Delivery) -> None:
            await next_handler(delivery)
            age_s = age_of(delivery.body)
            if age_s is not None:
                lag.labels(group).observe(age_s)

        return handle

    return policy


def age_of(body: Any) -> float | None:
    """In seconds; None for an event without a time, which says nothing."""
    try:
        occurred_at = datetime.fromisoformat(body["occurredAt"])
        age_s = (datetime.now(timezone.utc) - occurred_at).total_seconds()
    except (KeyError, TypeError, ValueError):
        return None
    # Clocks differ: an event from the future is one of now.
    return max(0.0, age_s)

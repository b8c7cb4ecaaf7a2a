"""How much is parked, read from the table when it is asked for: the numbers are those of all replicas."""

from datetime import datetime, timezone

from prometheus_client import Gauge

from service.database.database import Database
from service.observability.metrics import Metrics
from service.patterns.dead_letters.store import count_parked


def measure_dead_letters(database: Database, metrics: Metrics) -> None:
    count_of = Gauge(
        "dead_letters",
        "What could not be handled and waits for a person.",
        ["source"],
        registry=metrics.registry,
    )
    age_of = Gauge(
        "dead_letters_oldest_seconds",
        "Time since the first failure of the oldest one that is parked.",
        ["source"],
        registry=metrics.registry,
    )

    async def measure() -> None:
        async with database.begin() as tx:
            parked = await count_parked(tx)
        count_of.clear()
        age_of.clear()
        for source, count, since in parked:
            passed = datetime.now(timezone.utc) - datetime.fromisoformat(since)
            count_of.labels(source).set(count)
            age_of.labels(source).set(passed.total_seconds())

    metrics.before_scrape(measure)

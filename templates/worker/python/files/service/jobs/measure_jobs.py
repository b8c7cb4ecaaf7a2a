"""How far we are behind, read from the table: the numbers are those of all replicas."""

from datetime import datetime, timezone

from prometheus_client import Gauge

from service.database.database import Database
from service.jobs.job_store import count_jobs, oldest_due
from service.observability.metrics import Metrics

STATUSES = ("ready", "running", "done", "failed")


def measure_backlog(database: Database, metrics: Metrics) -> None:
    count_of = Gauge("jobs", "Jobs by status.", ["status"], registry=metrics.registry)
    oldest = Gauge(
        "jobs_oldest_due_seconds",
        "Time that the job has been due which has waited longest; 0 when none waits.",
        registry=metrics.registry,
    )

    async def measure() -> None:
        async with database.begin() as tx:
            counts = await count_jobs(tx)
            due_since = await oldest_due(tx)
        for status in STATUSES:
            count_of.labels(status).set(counts.get(status, 0))
        oldest.set(0 if due_since is None else seconds_since(due_since))

    metrics.before_scrape(measure)


def seconds_since(time_text: str) -> float:
    passed = datetime.now(timezone.utc) - datetime.fromisoformat(time_text)
    return max(0.0, passed.total_seconds())

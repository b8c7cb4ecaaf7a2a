"""What becomes of a message that we cannot read."""

from prometheus_client import Gauge
from sqlalchemy import func, select

from service.database.database import Database
from service.database.tables.inbox import inbox
from service.inbox.inbox import park
from service.messaging.broker import Delivery, Handler
from service.messaging.unprocessable import Unprocessable
from service.observability.log import Log
from service.observability.metrics import Metrics


def park_unreadable(
    next_handler: Handler, database: Database, log: Log, metrics: Metrics
) -> Handler:
    """Keeps it in the inbox, instead of having it come for ever.

    It may be of a type that is new to us: when we have learnt to read it, it is replayed.
    """
    measure_parked(database, metrics)

    async def handle(delivery: Delivery) -> None:
        try:
            await next_handler(delivery)
        except Unprocessable as error:
            log.error("a message is parked", message=delivery.id, error=str(error))
            async with database.begin() as tx:
                await park(tx, delivery, str(error))

    return handle


def measure_parked(database: Database, metrics: Metrics) -> None:
    gauge = Gauge(
        "inbox_parked",
        "Messages that could not be read and wait for a replay.",
        registry=metrics.registry,
    )
    count = select(func.count()).select_from(inbox).where(inbox.c.state == "parked")

    async def measure() -> None:
        async with database.begin() as tx:
            gauge.set((await tx.execute(count)).scalar() or 0)

    metrics.before_scrape(measure)

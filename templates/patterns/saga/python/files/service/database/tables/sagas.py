from datetime import datetime, timezone

from sqlalchemy import Column, Table, Text, insert, inspect, text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

sagas = Table(
    "sagas",
    metadata,
    Column("order_id", Text, primary_key=True),
    Column("step", Text, nullable=False),
    # JSON; null while it is open how the order ends.
    Column("outcome", Text),
    # Or its way back anew. Whoever saw another one goes on from a state that is no more.
    Column("started_at", Text, nullable=False),
)


def create_sagas(connection: Connection) -> None:
    sagas.create(connection)
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    rows = [
        {"order_id": order_id, "step": "reserve", "started_at": now}
        for order_id in pending_orders(connection)
    ]
    if rows:
        connection.execute(insert(sagas), rows)


def pending_orders(connection: Connection) -> list[str]:
    """Those from before there were sagas: nobody else would go on with them."""
    # Not by the tables of today: a migration works on tables as they were then.
    if inspect(connection).has_table("order_events"):
        ended = "SELECT order_id FROM order_events WHERE type <> 'opened'"
        query = f"SELECT DISTINCT order_id FROM order_events WHERE order_id NOT IN ({ended})"
    else:
        query = "SELECT id FROM orders WHERE status = 'pending'"
    return list(connection.execute(text(query)).scalars())

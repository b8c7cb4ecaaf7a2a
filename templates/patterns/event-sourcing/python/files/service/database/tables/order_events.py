from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint, insert
from sqlalchemy.engine import Connection

from service.database.tables import Position, metadata

order_events = Table(
    "order_events",
    metadata,
    # Counts up over all orders, without gaps, in the order of the commits.
    Column("position", Position, primary_key=True, autoincrement=False),
    Column("order_id", Text, nullable=False),
    # Counts up within the stream of one order, from 1.
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    # Of the form that `data` has.
    Column("schema_version", Integer, nullable=False),
    # JSON.
    Column("data", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    # Two writers who saw the same version cannot both append the next one.
    UniqueConstraint("order_id", "version", name="order_events_stream"),
)

# One row: the position of the event that was appended last.
order_events_head = Table(
    "order_events_head", metadata, Column("position", Position, nullable=False)
)


def create_order_events(connection: Connection) -> None:
    order_events.create(connection)
    order_events_head.create(connection)
    connection.execute(insert(order_events_head).values(position=0))

from sqlalchemy import Column, Index, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

shipments = Table(
    "shipments",
    metadata,
    Column("order_id", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    # JSON.
    Column("lines", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("tracking_code", Text),
    Column("opened_at", Text, nullable=False),
    Index("shipments_by_status", "status", "opened_at"),
)


def create_shipments(connection: Connection) -> None:
    shipments.create(connection)

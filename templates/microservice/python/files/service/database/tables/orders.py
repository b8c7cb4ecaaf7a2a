from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

orders = Table(
    "orders",
    metadata,
    Column("id", Text, primary_key=True),
    Column("item", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("amount_cents", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("payment_id", Text),
    Column("decline_reason", Text),
)


def create_orders(connection: Connection) -> None:
    orders.create(connection)

from sqlalchemy import Column, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("key", Text, primary_key=True),
    # Of the request that came with it first.
    Column("fingerprint", Text, nullable=False),
    Column("order_id", Text, nullable=False),
    Column("created_at", Text, nullable=False),
)


def create_idempotency_keys(connection: Connection) -> None:
    idempotency_keys.create(connection)

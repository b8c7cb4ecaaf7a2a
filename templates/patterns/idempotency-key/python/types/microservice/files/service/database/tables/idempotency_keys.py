from sqlalchemy import Column, Index, Table, Text
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
    # Each request forgets those that are too old, and must not look at all for that.
    Index("idempotency_keys_by_age", "created_at"),
)


def create_idempotency_keys(connection: Connection) -> None:
    idempotency_keys.create(connection)

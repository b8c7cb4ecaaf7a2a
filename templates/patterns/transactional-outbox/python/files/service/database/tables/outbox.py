from sqlalchemy import Column, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import Position, metadata

outbox = Table(
    "outbox",
    metadata,
    # Counts up with each row, and takes no number twice.
    Column("position", Position, primary_key=True, autoincrement=True),
    Column("message_id", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("key", Text, nullable=False),
    # JSON, both.
    Column("body", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    sqlite_autoincrement=True,
)


def create_outbox(connection: Connection) -> None:
    outbox.create(connection)

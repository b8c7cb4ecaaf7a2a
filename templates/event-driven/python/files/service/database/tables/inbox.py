from sqlalchemy import Column, Index, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

inbox = Table(
    "inbox",
    metadata,
    Column("message_id", Text, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("key", Text, nullable=False),
    # JSON, both.
    Column("body", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("state", Text, nullable=False),
    # Why it is parked.
    Column("reason", Text),
    Column("received_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Index("inbox_by_state", "state", "received_at"),
)


def create_inbox(connection: Connection) -> None:
    inbox.create(connection)

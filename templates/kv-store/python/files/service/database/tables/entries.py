from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

entries = Table(
    "entries",
    metadata,
    Column("key", Text, primary_key=True),
    Column("counter", Integer, nullable=False),
    Column("writer", Text, nullable=False),
    # JSON; NULL of an entry that was deleted.
    Column("value", Text),
)


def create_entries(connection: Connection) -> None:
    entries.create(connection)

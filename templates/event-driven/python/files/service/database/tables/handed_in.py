from sqlalchemy import Column, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

# Events that came by HTTP: by its id one is published once.
handed_in = Table(
    "handed_in",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("received_at", Text, nullable=False),
)


def create_handed_in(connection: Connection) -> None:
    handed_in.create(connection)

from sqlalchemy import Column, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

sagas = Table(
    "sagas",
    metadata,
    Column("order_id", Text, primary_key=True),
    Column("step", Text, nullable=False),
    # JSON; null while it is open how the order ends.
    Column("outcome", Text),
    Column("started_at", Text, nullable=False),
)


def create_sagas(connection: Connection) -> None:
    sagas.create(connection)

from sqlalchemy import Column, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

handled_messages = Table(
    "handled_messages",
    metadata,
    Column("group_name", Text, primary_key=True),
    Column("message_id", Text, primary_key=True),
    Column("handled_at", Text, nullable=False),
)


def create_handled_messages(connection: Connection) -> None:
    handled_messages.create(connection)

from sqlalchemy import Column, Index, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

handled_messages = Table(
    "handled_messages",
    metadata,
    Column("group_name", Text, primary_key=True),
    Column("message_id", Text, primary_key=True),
    Column("handled_at", Text, nullable=False),
)

# By it the old ones are found that nobody asks for any more.
by_age = Index("handled_messages_by_age", handled_messages.c.handled_at)


def create_handled_messages(connection: Connection) -> None:
    handled_messages.create(connection)


def index_by_age(connection: Connection) -> None:
    # A new table has it.
    by_age.create(connection, checkfirst=True)

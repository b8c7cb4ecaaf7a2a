from sqlalchemy import Column, Index, Integer, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", Text, primary_key=True),
    # Who could not handle it: a group of consumers, a kind of job.
    Column("source", Text, nullable=False),
    # What it is called there; the same after a redrive, so that nothing is done twice.
    Column("item_id", Text, nullable=False),
    # JSON: what is handled again on a redrive.
    Column("payload", Text, nullable=False),
    Column("state", Text, nullable=False),
    # Failures that say something about the item; outages of others are not counted.
    Column("attempts", Integer, nullable=False),
    # JSON: the latest failures, the oldest first.
    Column("failures", Text, nullable=False),
    Column("first_failed_at", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Index("dead_letters_by_state", "state", "first_failed_at"),
)


def create_dead_letters(connection: Connection) -> None:
    dead_letters.create(connection)

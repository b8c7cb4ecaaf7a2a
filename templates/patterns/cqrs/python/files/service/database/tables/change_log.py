import json
from datetime import datetime, timezone

from sqlalchemy import Column, Table, Text, insert
from sqlalchemy.engine import Connection

from service.database.tables import Position, metadata
from service.database.tables.present_changes import present_changes

change_log = Table(
    "change_log",
    metadata,
    # Counts up without gaps, in the order of the commits.
    Column("position", Position, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    # JSON, of the event that told of the change.
    Column("body", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
)

# One row: the position of the last change.
change_log_head = Table("change_log_head", metadata, Column("position", Position, nullable=False))


def create_change_log(connection: Connection) -> None:
    """What is there already is the beginning of the log."""
    change_log.create(connection)
    change_log_head.create(connection)
    at = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    rows = [
        {"position": position, "key": key, "body": json.dumps(body), "changed_at": at}
        for position, (key, body) in enumerate(present_changes(connection), start=1)
    ]
    if rows:
        connection.execute(insert(change_log), rows)
    connection.execute(insert(change_log_head).values(position=len(rows)))

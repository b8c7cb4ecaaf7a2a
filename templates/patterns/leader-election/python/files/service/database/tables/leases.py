from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("token", Integer, nullable=False),
    Column("renewals", Integer, nullable=False),
)

# The latest token that each resource has seen.
fences = Table(
    "fences",
    metadata,
    Column("resource", Text, primary_key=True),
    Column("token", Integer, nullable=False),
)

# The last time that each duty was done.
duty_runs = Table(
    "duty_runs",
    metadata,
    Column("name", Text, primary_key=True),
    Column("token", Integer, nullable=False),
    Column("holder", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("finished_at", Text, nullable=False),
)


def create_leases(connection: Connection) -> None:
    for table in (leases, fences, duty_runs):
        table.create(connection)

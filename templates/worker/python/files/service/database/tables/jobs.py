from sqlalchemy import Column, Index, Integer, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    # JSON.
    Column("payload", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("run_at", Text, nullable=False),
    # The order in which jobs are claimed: `run_at`, less the head start of an urgent one.
    Column("claim_order", Text, nullable=False),
    Column("enqueued_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("lease_token", Text),
    Column("lease_until", Text),
    # JSON.
    Column("result", Text),
    Column("last_error", Text),
    Index("jobs_to_claim", "status", "claim_order"),
)


def create_jobs(connection: Connection) -> None:
    jobs.create(connection)

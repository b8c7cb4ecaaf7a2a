from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.engine import Connection

from service.database.tables import metadata

shard_maps = Table(
    "shard_maps",
    metadata,
    Column("name", Text, primary_key=True),
    Column("epoch", Integer, nullable=False),
    # JSON.
    Column("map", Text, nullable=False),
)

# One row: the latest epoch that this node has heard of.
shard_epochs = Table(
    "shard_epochs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("epoch", Integer, nullable=False),
)


def create_shards(connection: Connection) -> None:
    shard_maps.create(connection)
    shard_epochs.create(connection)

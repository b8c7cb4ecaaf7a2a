from sqlalchemy import Column, Table, insert
from sqlalchemy.engine import Connection

from service.database.tables import Position, metadata

# One row: the position of the last change that the rows of the read model hold.
projection = Table("projection", metadata, Column("position", Position, nullable=False))


def create_projection(connection: Connection) -> None:
    projection.create(connection)
    connection.execute(insert(projection).values(position=0))

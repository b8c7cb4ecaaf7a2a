from sqlalchemy import Column, Integer, Table, insert
from sqlalchemy.engine import Connection

from service.database.tables import metadata

# One row: the position of the last change that the rows of the read model hold.
projection = Table("projection", metadata, Column("position", Integer, nullable=False))


def create_projection(connection: Connection) -> None:
    projection.create(connection)
    connection.execute(insert(projection).values(position=0))

"""Whether the database can be used."""

from sqlalchemy import select

from service.database.database import Database, applied
from service.patterns.health_check import Ask


def check_database(database: Database) -> Ask:
    """Reads the table of migrations: it takes a connection, the right database and tables in it."""

    async def ask() -> None:
        async with database.begin() as tx:
            (await tx.execute(select(applied.c.name).limit(1))).one()

    return ask

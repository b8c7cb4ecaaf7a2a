"""The database in which the nodes meet."""

import asyncio

from service.database.database import Database, open_database

ATTEMPTS = 50
PAUSE_S = 0.1


async def open_control(url: str) -> Database:
    """Nodes that start together all want to make the tables. Whoever finds the file busy tries again."""
    for _ in range(ATTEMPTS):
        try:
            return await open_database(url)
        except RuntimeError as error:
            problem = error.__cause__
            await asyncio.sleep(PAUSE_S)
    raise RuntimeError("CONTROL_DATABASE_URL: cannot be opened") from problem

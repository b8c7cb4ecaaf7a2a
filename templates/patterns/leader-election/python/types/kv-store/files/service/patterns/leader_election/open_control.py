"""The database in which the nodes meet."""

import asyncio
import time

from service.database.database import Database, open_database

GIVE_UP_S = 10
PAUSE_S = 0.1


async def open_control(url: str) -> Database:
    """Nodes that start together all want to make the tables. Whoever finds the file busy tries again."""
    give_up_at = time.monotonic() + GIVE_UP_S
    while True:
        try:
            return await open_database(url)
        except RuntimeError as error:
            if time.monotonic() >= give_up_at:
                raise RuntimeError("CONTROL_DATABASE_URL: cannot be opened") from error.__cause__
        await asyncio.sleep(PAUSE_S)

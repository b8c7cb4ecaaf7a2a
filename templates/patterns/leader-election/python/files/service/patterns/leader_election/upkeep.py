"""Work that is enough when one process does it."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from service.database.database import Database


def upkeep(database: Database, pause_ms: int) -> Callable[[int], Awaitable[str]]:
    """Refreshes what the planner of queries knows of each table, one after the other with pauses.

    Once is enough for all processes, and twice does no harm.
    """

    async def work(_: int) -> str:
        async with database.begin() as tx:
            tables = await tx.run(table_names)
        for name in tables:
            async with database.begin() as tx:
                await tx.execute(text(f"ANALYZE {name}"))
            await asyncio.sleep(pause_ms / 1000)
        return f"{len(tables)} tables"

    return work


def table_names(connection: Connection) -> list[str]:
    """As they have to be written in a statement."""
    quote = connection.dialect.identifier_preparer.quote
    return [quote(name) for name in inspect(connection).get_table_names()]

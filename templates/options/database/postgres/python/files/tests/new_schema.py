"""A PostgreSQL server, for tests."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote
from uuid import uuid4

from sqlalchemy import text

from service.database.postgres import PostgresDatabase

# Tests run on it where it is given; they leave nothing there.
SERVER = os.environ.get("TEST_DATABASE_URL")


@asynccontextmanager
async def new_schema(server: str) -> AsyncIterator[str]:
    """A schema of its own, dropped at the end; the URL whose connections use it."""
    schema = f"test_{uuid4().hex}"
    await run(server, f"CREATE SCHEMA {schema}")
    try:
        options = quote(f"-c search_path={schema}")
        yield f"{server}{'&' if '?' in server else '?'}options={options}"
    finally:
        await run(server, f"DROP SCHEMA {schema} CASCADE")


async def run(server: str, statement: str) -> None:
    database = PostgresDatabase(server)
    try:
        async with database.begin() as tx:
            await tx.execute(text(statement))
    finally:
        await database.dispose()

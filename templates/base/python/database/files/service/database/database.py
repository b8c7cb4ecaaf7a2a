"""The connection to the database."""

from datetime import datetime, timezone
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Column, Table, Text, event, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from service.database.migrations import MIGRATIONS
from service.database.tables import metadata
# compendium:slot database-imports sorted

Database: TypeAlias = AsyncEngine
# A connection within a transaction.
Tx: TypeAlias = AsyncConnection

applied = Table(
    "migrations",
    metadata,
    Column("name", Text, primary_key=True),
    Column("applied_at", Text, nullable=False),
)


async def open_database(url: str) -> Database:
    """Opens the database and brings its tables up to date. Raises an error that names DATABASE_URL."""
    database = engine_for(url)
    try:
        async with database.begin() as tx:
            await tx.run_sync(migrate)
    except Exception as cause:
        await database.dispose()
        message = "DATABASE_URL: the tables could not be brought up to date"
        raise RuntimeError(message) from cause
    return database


def engine_for(url: str) -> Database:
    # compendium:slot database-dialects
    if url.startswith("sqlite:"):
        return sqlite_engine(url.removeprefix("sqlite:"))
    raise ValueError(f"DATABASE_URL: no driver for {url.split(':')[0]}:")


def sqlite_engine(file: str) -> Database:
    if file != ":memory:":
        Path(file).resolve().parent.mkdir(parents=True, exist_ok=True)
    # SQLite has one writer at a time: with one connection, transactions wait here, in their order.
    database = create_async_engine(
        URL.create("sqlite+aiosqlite", database=file),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
    )

    @event.listens_for(database.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # Transactions begin when we say so, not when Python's driver thinks that one is needed.
        connection.isolation_level = None
        cursor = connection.cursor()
        # Readers do not wait for the writer, a commit is on disk when it returns, a busy file is waited for.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(database.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return database


def migrate(connection: Connection) -> None:
    # compendium:slot migration-lock
    applied.create(connection, checkfirst=True)
    done = set(connection.execute(select(applied.c.name)).scalars())
    for name, apply in MIGRATIONS.items():
        if name not in done:
            apply(connection)
            connection.execute(insert(applied).values(name=name, applied_at=now_text()))


def insert_new(tx: Tx, table: Table) -> Any:
    """An INSERT that changes nothing where the row is there already."""
    dialects: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return dialects[tx.dialect.name](table).on_conflict_do_nothing()


def now_text(ago_ms: int = 0) -> str:
    """ISO 8601 in UTC, so that the order of times is that of the text."""
    at = datetime.now(timezone.utc).timestamp() - ago_ms / 1000
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="milliseconds")

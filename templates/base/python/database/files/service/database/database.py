"""The connection to the database."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table, Text, create_engine, event, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import StaticPool

from service.database.migrations import MIGRATIONS
from service.database.tables import metadata
# compendium:slot database-imports sorted

applied = Table(
    "migrations",
    metadata,
    Column("name", Text, primary_key=True),
    Column("applied_at", Text, nullable=False),
)


class Tx:
    """A connection within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.dialect: str = connection.dialect.name

    async def execute(
        self, statement: Any, rows: Sequence[Mapping[str, Any]] | None = None
    ) -> Any:
        """The result of SQLAlchemy. With `rows` the statement runs for each of them."""
        return self._connection.execute(statement, rows or [])


class Database:
    """One transaction at a time, in the order in which they were asked for.

    SQLite is part of this process: a statement takes less time than handing it to another thread and
    waiting for its result, so it runs here. A driver of a server would await it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """Committed at the end of the block; rolled back when it raises."""
        async with self._turn:
            with self._engine.begin() as connection:
                yield Tx(connection)

    async def dispose(self) -> None:
        async with self._turn:
            self._engine.dispose()


async def open_database(url: str) -> Database:
    """Opens the database and brings its tables up to date. Raises an error that names DATABASE_URL."""
    engine = engine_for(url)
    try:
        with engine.begin() as connection:
            migrate(connection)
    except Exception as cause:
        engine.dispose()
        message = "DATABASE_URL: the tables could not be brought up to date"
        raise RuntimeError(message) from cause
    return Database(engine)


def engine_for(url: str) -> Engine:
    # compendium:slot database-dialects
    if url.startswith("sqlite:"):
        return sqlite_engine(url.removeprefix("sqlite:"))
    raise ValueError(f"DATABASE_URL: no driver for {url.split(':')[0]}:")


def sqlite_engine(file: str) -> Engine:
    if file != ":memory:":
        Path(file).resolve().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        URL.create("sqlite", database=file),
        # SQLite has one writer at a time, and a database in memory lives as long as its connection.
        poolclass=StaticPool,
        future=True,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # Transactions begin when we say so, not when Python's driver thinks that one is needed.
        connection.isolation_level = None
        cursor = connection.cursor()
        # Readers do not wait for the writer, a commit is on disk when it returns, a busy file is waited for.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def migrate(connection: Connection) -> None:
    applied.create(connection, checkfirst=True)
    done = set(connection.execute(select(applied.c.name)).scalars())
    for name, apply in MIGRATIONS.items():
        if name not in done:
            apply(connection)
            connection.execute(insert(applied).values(name=name, applied_at=now_text()))


def insert_new(tx: Tx, table: Table) -> Any:
    """An INSERT that changes nothing where the row is there already."""
    dialects: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return dialects[tx.dialect](table).on_conflict_do_nothing()


def now_text(ago_ms: int = 0) -> str:
    """ISO 8601 in UTC, so that the order of times is that of the text."""
    at = datetime.now(timezone.utc).timestamp() - ago_ms / 1000
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="milliseconds")

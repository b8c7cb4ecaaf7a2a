"""SQLite, in a file or in memory."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import StaticPool

T = TypeVar("T")


class SqliteTx:
    dialect = "sqlite"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def execute(
        self, statement: Any, rows: Sequence[Mapping[str, Any]] | None = None
    ) -> Any:
        return self._connection.execute(statement, rows or [])

    async def run(self, work: Callable[[Connection], T]) -> T:
        return work(self._connection)


class SqliteDatabase:
    """One transaction at a time, in the order in which they were asked for.

    SQLite is part of this process: a statement takes less time than handing it to another thread and
    waiting for its result, so it runs here.
    """

    is_shared = False

    def __init__(self, file: str) -> None:
        self._engine = engine_for(file)
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqliteTx]:
        async with self._turn:
            with self._engine.begin() as connection:
                yield SqliteTx(connection)

    async def dispose(self) -> None:
        async with self._turn:
            self._engine.dispose()


def engine_for(file: str) -> Engine:
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

"""SQLite, in a file or in memory."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool

from service.problem import Problem

T = TypeVar("T")

# How long a file is waited for that another process writes to, such as a command on the same data.
BUSY_S = 5.0
LOOK_AGAIN_S = 0.005


class DatabaseBusy(Problem):
    """Another process did not let go of the file. Nothing was changed."""

    def __init__(self) -> None:
        message = "the database is being written to by another process"
        super().__init__(message, status=503, code="database-unavailable", retry_after_s=1)


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
    waiting for its result, so it runs here. Waiting for other processes does not: SQLite itself would sleep,
    and everybody with it.
    """

    is_shared = False

    def __init__(self, file: str) -> None:
        self._engine = engine_for(file)
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqliteTx]:
        """Raises `DatabaseBusy`."""
        # The time in the line counts: whoever comes after one that gave up does not wait as long again.
        give_up_at = time.monotonic() + BUSY_S
        async with self._turn:
            with ExitStack() as stack:
                yield SqliteTx(await self._begun(stack, give_up_at))

    async def _begun(self, stack: ExitStack, give_up_at: float) -> Connection:
        while True:
            try:
                connection: Connection = stack.enter_context(self._engine.begin())
                return connection
            except OperationalError as error:
                if not is_busy(error):
                    raise
                if time.monotonic() >= give_up_at:
                    raise DatabaseBusy from error
            await asyncio.sleep(LOOK_AGAIN_S)

    async def dispose(self) -> None:
        async with self._turn:
            self._engine.dispose()


def is_busy(error: OperationalError) -> bool:
    # The low byte; the others say why.
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


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
        # Readers do not wait for the writer, a commit is on disk when it returns, and nobody sleeps here.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 0"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine

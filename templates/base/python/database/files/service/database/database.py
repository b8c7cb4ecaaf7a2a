"""The connection to the database."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timezone
from typing import Any, Protocol, TypeVar

from sqlalchemy import Column, Table, Text, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from service.database.locks import lock_until_commit
from service.database.migrations import MIGRATIONS
# compendium:slot database-imports sorted
from service.database.sqlite import SqliteDatabase
from service.database.tables import metadata

T = TypeVar("T")

applied = Table(
    "migrations",
    metadata,
    Column("name", Text, primary_key=True),
    Column("applied_at", Text, nullable=False),
)


class Tx(Protocol):
    """A connection within a transaction."""

    # As SQLAlchemy calls it: `sqlite`, `postgresql`.
    dialect: str

    async def execute(
        self, statement: Any, rows: Sequence[Mapping[str, Any]] | None = None
    ) -> Any:
        """The result of SQLAlchemy. With `rows` the statement runs for each of them."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, for what SQLAlchemy does with a connection that does not await."""
        ...


class Database(Protocol):
    """A transaction is begun with `async with database.begin() as tx`, and never within another."""

    # Whether other processes may work on it at the same time.
    is_shared: bool

    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """Committed at the end of the block; rolled back when it raises."""
        ...

    async def dispose(self) -> None: ...


async def open_database(url: str) -> Database:
    """Opens the database and brings its tables up to date. Raises an error that names DATABASE_URL."""
    database = database_for(url)
    try:
        async with database.begin() as tx:
            # Replicas may start at once.
            await lock_until_commit(tx, "migrations")
            await tx.run(migrate)
    except Exception as cause:
        await database.dispose()
        message = "DATABASE_URL: the tables could not be brought up to date"
        raise RuntimeError(message) from cause
    return database


def database_for(url: str) -> Database:
    # compendium:slot database-dialects
    if url.startswith("sqlite:"):
        return SqliteDatabase(url.removeprefix("sqlite:"))
    raise ValueError(f"DATABASE_URL: no driver for {url.split(':')[0]}:")


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

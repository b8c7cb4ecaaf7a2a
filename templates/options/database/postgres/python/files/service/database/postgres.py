"""A PostgreSQL server."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

from asyncpg.exceptions import InternalClientError
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from service.problem import Problem

T = TypeVar("T")

# Nothing waits for ever: not for a connection, not for an answer of a server that is gone.
CONNECT_S = 5
STATEMENT_S = 30
# A transaction that does nothing for longer is ended by the server: that of a process which stands still, or
# whose machine is gone, would keep its locks from all other replicas.
IDLE_S = 60
# Transactions at the same time, of this process. What comes on top waits for one of them to end.
MOST_CONNECTIONS = 20
# SQLSTATE of a server that stops, starts, has no connection left, or ended a transaction that did nothing.
AWAY = ("08", "57P", "53300", "25P03")
# SQLSTATE of text with a character that the server cannot keep: NUL.
UNSTORABLE = "22021"


class DatabaseUnavailable(Problem):
    """The server cannot be reached, or went away meanwhile. What was not committed is not there."""

    def __init__(self) -> None:
        message = "the database gives no answer"
        super().__init__(message, status=503, code="database-unavailable", retry_after_s=1)


class PostgresTx:
    dialect = "postgresql"

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def execute(
        self, statement: Any, rows: Sequence[Mapping[str, Any]] | None = None
    ) -> Any:
        return await answered(self._connection.execute(statement, rows))

    async def run(self, work: Callable[[Connection], T]) -> T:
        result: T = await answered(self._connection.run_sync(work))
        return result


class PostgresDatabase:
    """A pool of connections; none is opened before the first transaction.

    A connection that broke while nobody used it is replaced by another before it is given out.
    """

    is_shared = True

    def __init__(self, url: str) -> None:
        self._engine = create_async_engine(
            "postgresql+asyncpg://",
            # The driver reads the URL itself, as every client of PostgreSQL would.
            connect_args={
                "dsn": url,
                "timeout": CONNECT_S,
                "command_timeout": STATEMENT_S,
                "server_settings": {"idle_in_transaction_session_timeout": f"{IDLE_S}s"},
            },
            pool_size=MOST_CONNECTIONS,
            max_overflow=0,
            pool_timeout=CONNECT_S,
            pool_pre_ping=True,
        )

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[PostgresTx]:
        async with AsyncExitStack() as stack:
            connection = await answered(stack.enter_async_context(self._engine.connect()))
            yield PostgresTx(connection)
            await answered(connection.commit())

    async def dispose(self) -> None:
        await self._engine.dispose()


async def answered(work: Awaitable[T]) -> T:
    """Raises `DatabaseUnavailable` when it was the connection that failed, and not what was asked over it.

    `Problem` for what no database of this kind can keep.
    """
    try:
        return await work
    except (OSError, NoConnection, InternalClientError) as error:
        # The last is what asyncpg says when the server has said goodbye and not closed the connection yet.
        raise DatabaseUnavailable from error
    except DBAPIError as error:
        if error.connection_invalidated or str(state_of(error)).startswith(AWAY):
            raise DatabaseUnavailable from error
        if state_of(error) == UNSTORABLE:
            message = "a text has a character that cannot be kept"
            raise Problem(message, status=400, code="invalid") from error
        raise


def state_of(error: DBAPIError) -> str | None:
    """The SQLSTATE that the server gave."""
    return getattr(error.orig, "sqlstate", None)

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from service.database.database import Database, Tx


class SlowReader:
    """A database as a replica sees it that is late: once it has read, `meanwhile` happens."""

    def __init__(self, database: Database, meanwhile: Callable[[], Awaitable[object]]) -> None:
        self.is_shared = database.is_shared
        self.transactions = 0
        self._database = database
        self._meanwhile = meanwhile

    def begin(self) -> AbstractAsyncContextManager[Tx]:
        return self._begin()

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[Tx]:
        async with self._database.begin() as tx:
            yield tx
        self.transactions += 1
        if self.transactions == 1:
            await self._meanwhile()

    async def dispose(self) -> None:
        await self._database.dispose()

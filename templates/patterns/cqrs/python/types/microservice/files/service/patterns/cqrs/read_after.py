"""Whoever writes learns which position to read after; whoever names one waits until it is shown."""

from typing import Any, Generic

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.database.database import Database
from service.patterns.cqrs.projection import Projection
from service.patterns.cqrs.read_model import Fact, Feed
from service.problem import Problem


class ReadAfter(Generic[Fact]):
    def __init__(
        self, database: Database, feed: Feed[Fact], projection: Projection[Fact], wait_ms: int
    ) -> None:
        self._database = database
        self._feed = feed
        self._projection = projection
        # How long a reader waits for what it wants to see.
        self._wait_ms = wait_ms

    async def head(self) -> int:
        async with self._database.begin() as tx:
            return await self._feed.head(tx)

    async def wait_for(self, position: int | None) -> None:
        """Raises `Problem` for a position that is not there yet, and when it is not shown in time."""
        if position is None:
            return
        if position > await self.head():
            message = "readAfter: no write of this service has that position yet"
            raise Problem(message, status=400, code="invalid")
        if not await self._projection.reach(position, self._wait_ms):
            message = "the read model does not show that write yet"
            wait_s = self._wait_ms / 1000
            raise Problem(message, status=503, code="read-model-behind", retry_after_s=wait_s)


class TellPosition:
    """Adds the header `read-after` to the answers to writes below a path."""

    def __init__(self, app: ASGIApp, path: str, read_after: ReadAfter[Any]) -> None:
        self._app = app
        self._path = path
        self._read_after = read_after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] == "GET":
            return await self._app(scope, receive, send)
        if not scope["path"].startswith(self._path):
            return await self._app(scope, receive, send)

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["read-after"] = str(await self._read_after.head())
            await send(message)

        await self._app(scope, receive, tell)

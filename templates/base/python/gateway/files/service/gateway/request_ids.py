"""One id for a request in all logs that it leaves, here and behind."""

import re
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

USABLE = re.compile(rb"[\w.:-]{8,128}")


class NameRequests:
    """Takes the id that comes with a request, or a new one.

    The answer says it, for whoever asks later what became of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        given: bytes = dict(scope["headers"]).get(b"x-request-id", b"")
        name = given if USABLE.fullmatch(given) else str(uuid4()).encode()
        scope.setdefault("state", {})["request_id"] = name.decode()
        # Each request is a task of its own, so that this is forgotten with it.
        bind_contextvars(request_id=name.decode())

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"x-request-id", name)]
            await send(message)

        await self._app(scope, receive, send_named)

"""How much a client may send, and how slowly."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.errors import error_answer

# From the head of a request to the end of its body.
LONGEST_S = 60


class BodyLimit:
    """Answers 413 to a body that says that it is too long, and stops reading one that does not say it.

    One that does not come to its end is answered with 408.
    """

    def __init__(self, app: ASGIApp, longest: int) -> None:
        self._app = app
        self._longest = longest
        self._problem = f"the body is longer than {longest} bytes"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if said.isdigit() and int(said) > self._longest:
            return await error_answer(413, "invalid", self._problem)(scope, receive, send)
        received = 0
        is_whole = False
        give_up_at = asyncio.get_running_loop().time() + LONGEST_S

        async def receive_limited() -> Message:
            nonlocal received, is_whole
            if is_whole:
                # What comes now is that the client has gone, whenever that may be.
                return await receive()
            try:
                async with asyncio.timeout_at(give_up_at):
                    message = await receive()
            except TimeoutError as cause:
                close = {"connection": "close"}
                raise HTTPException(408, "the body did not come in time", close) from cause
            is_whole = not message.get("more_body", False)
            received += len(message.get("body", b""))
            if received > self._longest:
                raise HTTPException(413, self._problem)
            return message

        await self._app(scope, receive_limited, send)

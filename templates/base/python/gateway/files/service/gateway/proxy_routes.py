"""Passes each route on to its upstream: the request when it is whole, the answer as it comes."""

import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.types import Receive, Scope, Send

from service.gateway.headers import Sender, answered_headers, forwarded_headers
from service.gateway.routes import Route
from service.gateway.tokens import Caller, CheckToken, require_scope
from service.gateway.upstream import AnswerStream, stream_of
from service.gateway.while_wanted import ClientGone, while_wanted
from service.http_client.http_client import HttpClient, HttpRequest
from service.observability.log import Log
from service.problem import Problem

# What a URL parser would fold away, and what an upstream may read as a slash.
MISLEADING = re.compile(r"//|/(\.|%2e){1,2}(/|$)|\\|%2f|%5c", re.IGNORECASE)


def proxy_routes(
    app: FastAPI,
    routes: Sequence[Route],
    upstreams: Mapping[str, HttpClient],
    check_token: CheckToken,
    log: Log,
) -> None:
    for route in routes:
        forward = forwarder(route, upstreams[route.upstream], check_token, log)
        methods: list[str] = list(route.methods)
        app.add_api_route(route.template(), forward, methods=methods, include_in_schema=False)


def forwarder(
    route: Route, client: HttpClient, check_token: CheckToken, log: Log
) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def forward(request: Request) -> Response:
        # By it requests are counted: under the path of the file.
        request.scope["route"] = route
        # Before a byte of the body is read.
        caller = None if route.auth == "none" else await admit(request, check_token, route.scope)
        asked = HttpRequest(
            request.method,
            safe_path(request.scope),
            await read_body(request, route.body_limit_bytes),
            forwarded_headers(request.headers.raw, sender_of(request, caller)),
            timeout_ms=route.timeout_ms,
        )

        async def ask() -> Response:
            answer = await client(asked)
            return PassedOn(answer.status, stream_of(answer), log)

        return await while_wanted(request.receive, ask())

    return forward


async def admit(request: Request, check_token: CheckToken, scope: str | None = None) -> Caller:
    """Lets in who has a token, with the scope that is asked for."""
    caller = await check_token(request.headers.get("authorization"))
    require_scope(caller, scope)
    return caller


def sender_of(request: Request, caller: Caller | None) -> Sender:
    return Sender(
        request_id=request.state.request_id,
        # Whoever is at the other end of this connection: the client before it stands in the header already.
        address=request.scope.get("peer", "unknown"),
        host=request.headers.get("host", ""),
        protocol=request.url.scheme,
        user_id=caller.user_id if caller else None,
    )


def safe_path(scope: Scope) -> str:
    """`/orders/../admin` fits the route of `/orders/*` and leads elsewhere: such paths go nowhere."""
    # What was asked for, before anybody decoded it.
    path: str = scope["raw_path"].partition(b"?")[0].decode("ascii")
    if MISLEADING.search(path):
        message = "the path may hold no dot segments and no encoded slashes"
        raise Problem(message, status=400, code="invalid")
    query: str = scope["query_string"].decode("ascii")
    return f"{path}?{query}"[1:] if query else path[1:]


async def read_body(request: Request, longest: int) -> bytes:
    """The whole body, within the limit of its route. Raises `Problem` 413."""
    said = request.headers.get("content-length", "0")
    body = bytearray()
    is_too_long = said.isdigit() and int(said) > longest
    if not is_too_long:
        async for piece in request.stream():
            body += piece
            if is_too_long := len(body) > longest:
                break
    if is_too_long:
        raise Problem(f"the body is longer than {longest} bytes", status=413, code="invalid")
    return bytes(body)


class PassedOn(Response):
    """An answer of an upstream, sent on piece by piece."""

    def __init__(self, status: int, stream: AnswerStream, log: Log) -> None:
        super().__init__(status_code=status)
        self.raw_headers = answered_headers(stream.headers)
        self._stream = stream
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await while_wanted(receive, self._send(send))
        except ClientGone:
            self._log.info("the client has gone", path=scope["path"])
        except httpx.HTTPError as error:
            # Without its last piece the server breaks it off: nobody takes a part for the whole.
            self._log.warning("an answer broke off", path=scope["path"], error=repr(error))
        finally:
            await self._stream.close()

    async def _send(self, send: Send) -> None:
        head = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **head})
        async for piece in self._stream.pieces():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

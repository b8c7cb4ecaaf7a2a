"""The way to an upstream and back."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import httpx

from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
    apply_http_policies,
    parse,
    retry_after_of,
)


class AnswerStream:
    """The body of an answer whose head is there and whose content is still to come."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.headers = response.headers.raw

    def pieces(self) -> AsyncIterator[bytes]:
        """As they come, and as they are: what is compressed stays so. Raises `httpx.HTTPError`."""
        return self._response.aiter_raw()

    async def read(self) -> bytes:
        """All of it. Raises `httpx.HTTPError` when it breaks off."""
        return await self._response.aread()

    async def close(self) -> None:
        await self._response.aclose()


def open_network() -> httpx.AsyncHTTPTransport:
    """Connections to all upstreams; the caller closes it.

    It is what lies below a client of httpx: that one keeps cookies, adds headers of its own and reads
    answers, and none of that is for whoever only passes on.
    """
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20, keepalive_expiry=2)
    return httpx.AsyncHTTPTransport(limits=limits, trust_env=False)


def connect_upstream(
    upstream: Dependency, policies: Sequence[HttpPolicy], network: httpx.AsyncHTTPTransport
) -> HttpClient:
    """The client of one upstream.

    It is the port that all other calls use, so every policy fits; only its answers are streams. A
    policy sees a call end with the head of the answer.
    """

    async def call(request: HttpRequest) -> HttpAnswer:
        return await exchange(upstream, request, network)

    return apply_http_policies(upstream, policies, call)


def stream_of(answer: HttpAnswer) -> AnswerStream:
    if isinstance(answer.body, AnswerStream):
        return answer.body
    raise TypeError("an upstream answers with a stream")


def json_client(name: str, client: HttpClient) -> HttpClient:
    """The same client for answers that we read ourselves."""

    async def call(request: HttpRequest) -> HttpAnswer:
        answer = await client(request)
        stream = stream_of(answer)
        try:
            content = await stream.read()
        except httpx.HTTPError as cause:
            raise DependencyUnavailable(name, "broke off its answer", status=502) from cause
        finally:
            await stream.close()
        return HttpAnswer(answer.status, parse(content))

    return call


async def exchange(
    upstream: Dependency, request: HttpRequest, network: httpx.AsyncHTTPTransport
) -> HttpAnswer:
    name, timeout_ms = upstream.name, request.timeout_ms or upstream.timeout_ms
    sent = written(upstream, request, timeout_ms)
    try:
        # Until the head is there. Between two pieces of the content it is for httpx to count.
        async with asyncio.timeout(timeout_ms / 1000):
            # A task of its own: older anyio leaves one marked as being cancelled.
            response = await asyncio.create_task(ask(network, sent))
    except (TimeoutError, httpx.TimeoutException) as cause:
        message = f"no answer within {timeout_ms} ms"
        raise DependencyUnavailable(name, message, status=504) from cause
    except httpx.TransportError as cause:
        raise DependencyUnavailable(name, "cannot be reached", status=502) from cause
    if response.status_code >= 500:
        raise await failure_of(name, response)
    return HttpAnswer(response.status_code, AnswerStream(response))


async def ask(network: httpx.AsyncHTTPTransport, sent: httpx.Request) -> httpx.Response:
    return await network.handle_async_request(sent)


def written(upstream: Dependency, request: HttpRequest, timeout_ms: int) -> httpx.Request:
    base = httpx.URL(request.url or upstream.url)
    # The path goes on as the client wrote it, letter by letter.
    path = f"{base.path.rstrip('/')}/{request.path}".encode()
    pairs = request.headers.items()
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs]
    limits = httpx.Timeout(timeout_ms / 1000).as_dict()
    return httpx.Request(
        request.method,
        base.copy_with(raw_path=path),
        headers=headers,
        content=request.body or None,
        extensions={"timeout": limits},
    )


async def failure_of(name: str, response: httpx.Response) -> DependencyUnavailable:
    """What went wrong inside is for the upstream's own log: its words do not go out."""
    await response.aclose()
    status = response.status_code
    return DependencyUnavailable(
        name,
        f"answered {status}",
        # Unavailable and too late are for our caller to know; any other fault is that of a bad gateway.
        status=status if status in (503, 504) else 502,
        retry_after_s=retry_after_of(response),
    )

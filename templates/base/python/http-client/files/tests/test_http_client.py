import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from service.http_client import http_client
from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
    connect,
    open_connections,
)

GET = HttpRequest("GET", "things")


@asynccontextmanager
async def client_of(
    answer: bytes | None, timeout_ms: int = 1000, policies: tuple[HttpPolicy, ...] = ()
) -> AsyncIterator[HttpClient]:
    """A client of a server that sends `answer` to whatever comes; None: nothing, ever."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        assert line.startswith(b"GET /base/things ")
        if answer is not None:
            writer.write(answer)
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with open_connections() as connections:
        other = Dependency("other", f"http://127.0.0.1:{port}/base", timeout_ms)
        yield connect(connections, other, policies)
    server.close()


def http(status: int, body: str, head: str = "") -> bytes:
    length = f"content-length: {len(body)}\r\n"
    return f"HTTP/1.1 {status} x\r\n{length}{head}\r\n{body}".encode("latin-1")


async def test_gives_status_and_parsed_body_below_the_path_of_its_url() -> None:
    async with client_of(http(404, '{"a":1}')) as call:
        assert await call(GET) == HttpAnswer(404, {"a": 1})


async def test_gives_no_body_where_there_is_no_json() -> None:
    async with client_of(http(200, "<html>")) as call:
        assert (await call(GET)).body is None


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_is_in_vain_when_it_is_answered(status: int) -> None:
    async with client_of(http(status, "")) as call:
        with pytest.raises(DependencyUnavailable, match=f"other: answered {status}"):
            await call(GET)


@pytest.mark.parametrize(
    ("said", "retry_after_s", "said_when"),
    [
        ("30", 30, True),
        ("999999999", 3600, True),
        ("0", 1, False),
        ("²", 1, False),
        ("Wed, 21 Oct 2037 07:28:00 GMT", 1, False),
    ],
)
async def test_passes_on_when_to_come_again(
    said: str, retry_after_s: float, said_when: bool
) -> None:
    async with client_of(http(503, "", f"retry-after: {said}\r\n")) as call:
        with pytest.raises(DependencyUnavailable) as failed:
            await call(GET)
    assert failed.value.retry_after_s == retry_after_s
    assert failed.value.said_when is said_when


async def test_takes_no_answer_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "LONGEST_ANSWER", 10)
    async with client_of(http(200, '"12345678"')) as call:
        assert (await call(GET)).body == "12345678"
    async with client_of(http(200, '"123456789"')) as call:
        with pytest.raises(DependencyUnavailable, match="longer than 10 bytes"):
            await call(GET)


async def test_ends_with_its_time_limit_when_it_is_never_answered() -> None:
    async with client_of(None, timeout_ms=50) as call:
        with pytest.raises(DependencyUnavailable, match="no answer within 50 ms"):
            await call(GET)


async def test_tells_a_service_that_is_not_there() -> None:
    async with open_connections() as connections:
        call = connect(connections, Dependency("other", "http://127.0.0.1:1", 1000), [])
        with pytest.raises(DependencyUnavailable, match="cannot be reached"):
            await call(GET)


async def test_goes_through_its_policies_the_last_one_first() -> None:
    seen: list[str] = []

    def note(name: str) -> HttpPolicy:
        def policy(_: Dependency, next_call: HttpClient) -> HttpClient:
            async def call(request: HttpRequest) -> HttpAnswer:
                seen.append(name)
                return await next_call(request)

            return call

        return policy

    async with client_of(http(200, "1"), policies=(note("near"), note("far"))) as call:
        await call(GET)
    assert seen == ["far", "near"]

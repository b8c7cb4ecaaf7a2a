"""What the server does with clients that are slow, wrong or up to something."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from pydantic import BaseModel

from service.http import body_limit, server
from service.http.app import create_app, measured
from service.http.health import Health
from service.http.server import HttpServer
from service.observability.log import create_log
from service.observability.metrics import Metrics


class Thing(BaseModel):
    name: str


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest_asyncio.fixture
async def url(metrics: Metrics) -> AsyncIterator[str]:
    log = create_log("silent")
    app = create_app(log, metrics, Health())

    @app.put("/things")
    async def put(thing: Thing) -> Thing:
        return thing

    @app.get("/things")
    async def get() -> list[Thing]:
        return []

    running = HttpServer(measured(app, log, metrics))
    yield await running.start("127.0.0.1", 0)
    await running.stop()


@pytest_asyncio.fixture
async def http(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        yield client


async def sent(url: str, text: bytes) -> bytes:
    """All that the server says to it until it closes the connection."""
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(text)
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()
    return answer


async def test_who_uses_a_method_that_is_not_there_hears_which_are(http: httpx.AsyncClient) -> None:
    answer = await http.delete("/things")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PUT")


async def test_methods_that_clients_make_up_make_no_series(
    http: httpx.AsyncClient, metrics: Metrics
) -> None:
    for number in range(3):
        await http.request(f"MADE-UP-{number}", "/nothing")
    text = (await http.get("/metrics")).text
    assert "MADE-UP" not in text
    labels = {"method": "other", "route": "none", "status": "404"}
    count = metrics.registry.get_sample_value("http_request_duration_seconds_count", labels)
    assert count == 3


async def test_numbers_that_cannot_be_looked_up_do_not_keep_out_the_others(
    http: httpx.AsyncClient, metrics: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.observability.metrics.LOOK_UP_S", 0.05)

    async def refuse() -> None:
        raise ConnectionError("the database is down")

    async def hang() -> None:
        await asyncio.sleep(60)

    metrics.before_scrape(refuse)
    metrics.before_scrape(hang)
    answer = await http.get("/metrics")
    assert answer.status_code == 200
    assert "metrics_look_up_failures_total 2.0" in answer.text


async def test_a_body_that_does_not_come_to_its_end_is_given_up(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_limit, "LONGEST_S", 0.05)
    head = b"PUT /things HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
    answer = await sent(url, head + b'content-length: 20\r\n\r\n{"name"')
    assert answer.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("text", [b"", b"GET /health/live HTTP/1.1\r\nho"])
async def test_a_client_that_sends_no_whole_head_is_not_waited_for(
    url: str, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    monkeypatch.setattr(server, "HEAD_S", 0.05)
    assert await sent(url, text) == b""


async def test_a_connection_that_is_used_again_has_the_time_anew(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_S", 0.2)
    for _ in range(4):
        assert (await http.put("/things", json={"name": "a"})).status_code == 200
        await asyncio.sleep(0.1)

import json
import os
import signal
import sys
import threading
from asyncio import create_subprocess_exec, subprocess
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.config import read_config
from service.gateway.front import create_front


class Behind:
    """The service behind the gateway: serves whatever comes, and remembers it."""

    def __init__(self) -> None:
        seen: list[str] = []
        self.seen = seen

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
                seen.append(f"{self.command} {self.path} {body}")
                self.send_response(200)
                self.send_header("x-seen-id", self.headers["x-request-id"])
                self.send_header("content-length", "6")
                self.end_headers()
                self.wfile.write(b"served")

            do_GET = do_PUT

            def log_message(self, format: str, *args: object) -> None:
                """The test tells what there is to tell."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.upstreams = f"orders=http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def behind() -> Iterator[Behind]:
    behind = Behind()
    yield behind
    behind.close()


@pytest_asyncio.fixture
async def front(behind: Behind) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the gateway."""
    gateway = create_front(read_config({"LOG_LEVEL": "silent", "UPSTREAMS": behind.upstreams}))
    app: Any = gateway.app
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as http:
        yield http
    await gateway.stop()


async def test_what_routes_json_names_goes_through_with_an_id(
    front: httpx.AsyncClient, behind: Behind
) -> None:
    answer = await front.put("/orders/a1?x=1", content=b'{"item":"tea"}')
    assert (answer.status_code, answer.text) == (200, "served")
    assert behind.seen == ['PUT /orders/a1?x=1 {"item":"tea"}']
    assert answer.headers["x-seen-id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("path", ["/admin", "/orders/..%2fmetrics", "/orders//metrics"])
async def test_nothing_else_gets_through(
    path: str, front: httpx.AsyncClient, behind: Behind
) -> None:
    assert (await front.get(path)).status_code in (400, 404)
    assert behind.seen == []


async def test_its_metrics_and_its_health_are_its_own(
    front: httpx.AsyncClient, behind: Behind
) -> None:
    for path in ("/metrics", "/health/live", "/health/ready"):
        assert (await front.get(path)).status_code == 200
    assert behind.seen == []


async def test_a_body_above_the_limit_of_its_route_is_refused(
    front: httpx.AsyncClient, behind: Behind
) -> None:
    assert (await front.put("/orders/a1", content=b"x" * 20_000)).status_code == 413
    assert behind.seen == []


async def test_without_the_service_it_answers_502_in_words(
    front: httpx.AsyncClient, behind: Behind
) -> None:
    behind.close()
    answer = await front.get("/orders/a1")
    assert answer.status_code == 502
    assert answer.json()["error"]["message"] == "orders: cannot be reached"


async def test_it_is_a_program_that_a_stop_signal_ends_with_0(behind: Behind) -> None:
    program = await create_subprocess_exec(
        *(sys.executable, "-m", "service.gateway"),
        env={**os.environ, "GATEWAY_PORT": "0", "UPSTREAMS": behind.upstreams},
        stdout=subprocess.PIPE,
    )
    assert program.stdout is not None
    url = json.loads(await program.stdout.readline())["url"]
    async with httpx.AsyncClient(timeout=10, trust_env=False) as http:
        assert (await http.get(f"{url}/orders/a1")).text == "served"
    program.send_signal(signal.SIGTERM)
    await program.communicate()
    assert program.returncode == 0

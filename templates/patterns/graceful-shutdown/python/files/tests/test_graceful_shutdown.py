import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import httpx
import pytest
import pytest_asyncio

from service.config import read_config
from service.http.app import create_app
from service.http.health import Health
from service.http.server import HttpServer
from service.lifecycle import Lifecycle
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.graceful_shutdown import GracefulShutdown, TrackRequests


class Setup:
    """A server that really listens, with a route that answers when the test lets it."""

    def __init__(self, env: dict[str, str]) -> None:
        log = create_log("silent")
        self.metrics = Metrics()
        self.events: list[str] = []
        self.is_reached = asyncio.Event()
        self.finish = asyncio.Event()
        health = Health()
        self.lifecycle = Lifecycle(log)
        self.lifecycle.on_stop("database", self.close_database)
        config = read_config(env)
        self.shutdown = GracefulShutdown(config, health, self.lifecycle, log, self.metrics)
        app = create_app(log, self.metrics, health)
        app.add_middleware(TrackRequests, shutdown=self.shutdown)

        @app.get("/slow")
        async def slow() -> dict[str, str]:
            self.is_reached.set()
            await self.finish.wait()
            self.events.append("answered")
            return {}

        @app.get("/timeout")
        async def timeout() -> None:
            raise TimeoutError("nobody answers")

        self.server = HttpServer(app)

    async def start(self) -> str:
        url = await self.server.start("127.0.0.1", 0)
        self.lifecycle.on_stop("server", self.server.stop)
        return url

    async def close_database(self) -> None:
        self.events.append("database closed")

    async def stop(self) -> None:
        await self.shutdown.stop(is_listening=True)

    def metric(self, name: str) -> float | None:
        return self.metrics.registry.get_sample_value(name)


Start = Callable[..., Awaitable[tuple[Setup, httpx.AsyncClient]]]


@pytest_asyncio.fixture
async def start() -> AsyncIterator[Start]:
    async with AsyncExitStack() as stack:

        async def start(**env: str) -> tuple[Setup, httpx.AsyncClient]:
            setup = Setup(env)
            stack.push_async_callback(setup.stop)
            client = httpx.AsyncClient(base_url=await setup.start(), trust_env=False)
            stack.callback(setup.finish.set)
            return setup, await stack.enter_async_context(client)

        yield start


async def test_while_it_drains_it_is_not_ready_says_so_and_answers_everybody_all_the_same(
    start: Start,
) -> None:
    setup, http = await start(DRAIN_DELAY_MS="400")
    assert (await http.get("/health/ready")).status_code == 200
    stopping = asyncio.create_task(setup.stop())
    await asyncio.sleep(0)
    ready = await http.get("/health/ready")
    assert (ready.status_code, ready.json()["parts"]["traffic"]) == (503, "draining")
    live = await http.get("/health/live")
    assert (live.status_code, live.headers["connection"]) == (200, "close")
    await stopping
    with pytest.raises(httpx.TransportError):
        await http.get("/health/live")


async def test_a_connection_is_kept_while_nobody_asked_it_to_stop(start: Start) -> None:
    _, http = await start()
    assert "connection" not in (await http.get("/health/live")).headers


async def test_a_request_under_way_is_answered_before_anything_else_stops(start: Start) -> None:
    setup, http = await start()
    under_way = asyncio.create_task(http.get("/slow"))
    await setup.is_reached.wait()
    assert setup.metric("http_requests_in_flight") == 1
    stopping = asyncio.create_task(setup.stop())
    await asyncio.sleep(0.2)
    assert setup.events == []
    setup.finish.set()
    assert (await under_way).status_code == 200
    await stopping
    assert setup.events == ["answered", "database closed"]
    assert setup.metric("http_requests_in_flight") == 0
    assert setup.metric("shutdown_requests_cut_total") == 0


async def test_a_request_that_does_not_end_is_cut_off_and_the_rest_still_stops_in_order(
    start: Start,
) -> None:
    setup, http = await start(DRAIN_TIMEOUT_MS="50")
    under_way = asyncio.create_task(http.get("/slow"))
    await setup.is_reached.wait()
    await setup.stop()
    cut = await under_way
    assert (cut.status_code, cut.json()["error"]["code"]) == (503, "stopping")
    assert setup.events == ["database closed"]
    assert setup.metric("shutdown_requests_cut_total") == 1


async def test_a_request_that_ran_out_of_time_by_itself_was_not_cut_off(start: Start) -> None:
    _, http = await start()
    failed = await http.get("/timeout")
    assert (failed.status_code, failed.json()["error"]["code"]) == (500, "internal")


async def test_however_often_it_is_asked_it_stops_once(start: Start) -> None:
    setup, _ = await start()
    await asyncio.gather(setup.stop(), setup.stop())
    await setup.stop()
    assert setup.events == ["database closed"]


async def test_a_service_that_does_not_listen_does_not_wait_for_a_load_balancer() -> None:
    setup = Setup({"DRAIN_DELAY_MS": "60000", "SHUTDOWN_TIMEOUT_MS": "120000"})
    async with asyncio.timeout(5):
        await setup.shutdown.stop(is_listening=False)
    assert setup.events == ["database closed"]


async def test_times_that_cannot_all_pass_before_the_end_are_refused() -> None:
    with pytest.raises(ValueError, match="SHUTDOWN_TIMEOUT_MS"):
        Setup({"DRAIN_DELAY_MS": "5000", "DRAIN_TIMEOUT_MS": "5000"})

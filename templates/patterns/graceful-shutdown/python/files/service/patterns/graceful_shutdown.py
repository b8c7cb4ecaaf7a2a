"""Stops without losing a request. See docs/adr/graceful-shutdown.md.

First nobody is sent here any more, then what is under way is answered, then everything else stops,
last started first.
"""

import asyncio

from prometheus_client import Counter, Gauge
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.config import Config
from service.http.errors import error_answer
from service.http.health import Health
from service.lifecycle import Lifecycle
from service.observability.log import Log
from service.observability.metrics import Metrics

CLOSE = (b"connection", b"close")


class GracefulShutdown:
    """Knows the requests under way, and in which order to stop."""

    def __init__(
        self, config: Config, health: Health, lifecycle: Lifecycle, log: Log, metrics: Metrics
    ) -> None:
        if config.drain_delay_ms + config.drain_timeout_ms >= config.shutdown_timeout_ms:
            message = "DRAIN_DELAY_MS and DRAIN_TIMEOUT_MS together must stay below SHUTDOWN_TIMEOUT_MS"
            raise ValueError(message)
        # Not ready and still serving: as long as a load balancer takes to notice.
        self._delay_s = config.drain_delay_ms / 1000
        self._timeout_s = config.drain_timeout_ms / 1000
        self._health = health
        self._lifecycle = lifecycle
        self._log = log
        self._stopping: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Timeout] = set()
        self._in_flight = Gauge(
            "http_requests_in_flight", "Requests that are being answered.", registry=metrics.registry
        )
        self._cut_off = Counter(
            "shutdown_requests_cut_total",
            "Requests that were cut off because they did not end before the service had to.",
            registry=metrics.registry,
        )
        health.report("traffic", lambda: "draining" if self.is_draining else "accepted")

    @property
    def is_draining(self) -> bool:
        return self._health.is_stopping

    async def stop(self, *, is_listening: bool) -> None:
        """Returns when everything has stopped, however often it is asked."""
        if self._stopping is None:
            self._stopping = asyncio.create_task(self._stop(is_listening))
        await asyncio.shield(self._stopping)

    def begin(self, request: asyncio.Timeout) -> None:
        """A request begins. It ends early when its `Timeout` is set to now."""
        self._under_way.add(request)
        self._in_flight.set(len(self._under_way))

    def end(self, request: asyncio.Timeout) -> None:
        self._under_way.discard(request)
        self._in_flight.set(len(self._under_way))

    async def _stop(self, is_listening: bool) -> None:
        self._health.is_stopping = True
        self._log.info("draining", requests=len(self._under_way), delay_s=self._delay_s)
        # Where nobody can connect, nobody has to notice.
        if is_listening:
            await asyncio.sleep(self._delay_s)
        timer = asyncio.get_running_loop().call_later(self._timeout_s, self._cut)
        # The server is what was started last, and waits for the requests under way.
        await self._lifecycle.stop()
        timer.cancel()

    def _cut(self) -> None:
        """The requests end. What they hold, such as a transaction, is given back by their own code."""
        if not self._under_way:
            return
        self._log.error("requests took too long and are cut off", requests=len(self._under_way))
        self._cut_off.inc(len(self._under_way))
        now = asyncio.get_running_loop().time()
        for request in self._under_way:
            request.reschedule(now)


class CutOff(Exception):
    """A request did not end before the service had to."""


class TrackRequests:
    """Counts requests while they are answered, and sends clients away while the service drains."""

    def __init__(self, app: ASGIApp, shutdown: GracefulShutdown) -> None:
        self._app = app
        self._shutdown = shutdown

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        has_begun = False

        async def say_goodbye(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                # A client that keeps its connection would come back here, past the load balancer.
                if self._shutdown.is_draining:
                    message = {**message, "headers": [*message["headers"], CLOSE]}
            await send(message)

        try:
            await self._tracked(scope, receive, say_goodbye)
        except CutOff:
            if has_begun:
                # Half an answer must not look like a whole one: raised, it closes the connection.
                raise
            answer = error_answer(503, "stopping", "cut off: the service stops", 1)
            await answer(scope, receive, say_goodbye)

    async def _tracked(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Without an end, unless the shutdown gives it one.
        request = asyncio.timeout(None)
        try:
            async with request:
                self._shutdown.begin(request)
                try:
                    await self._app(scope, receive, send)
                finally:
                    self._shutdown.end(request)
        except TimeoutError as error:
            # Another one is a fault like any other, and none of the shutdown.
            if request.expired():
                raise CutOff from error
            raise

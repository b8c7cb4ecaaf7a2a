"""How many requests there are, and how long they take."""

import time

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.observability.log import Log
from service.observability.metrics import Metrics

# Asked for all the time, and of interest to nobody who reads the log.
QUIET = (
    "/health/",
    "/metrics",
    # compendium:slot quiet-paths
)

# Whoever makes up methods must not make series of them.
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


def metrics_route(app: FastAPI, metrics: Metrics) -> None:
    @app.get("/metrics")
    async def scrape() -> Response:
        return Response(await metrics.text(), media_type=CONTENT_TYPE_LATEST)


class RequestTimes:
    """Counts and times requests by route, never by URL: ids would make a series of each order."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: Log) -> None:
        self._app = app
        self._log = log
        self._duration = Histogram(
            "http_request_duration_seconds",
            "Time from a request to the end of its answer.",
            ["method", "route", "status"],
            registry=metrics.registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started_at = time.perf_counter()
        status = 500

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note_status)
        finally:
            self._note(scope, status, time.perf_counter() - started_at)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._duration.labels(method, route, str(status)).observe(seconds)
        level = self._log.debug if scope["path"].startswith(QUIET) else self._log.info
        took_ms = round(seconds * 1000, 1)
        level("request", method=scope["method"], path=scope["path"], status=status, took_ms=took_ms)

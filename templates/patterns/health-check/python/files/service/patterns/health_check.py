"""Knows how the parts of this service do, and tells at once. See docs/adr/health-check.md.

Parts of our own are asked in rounds, services of others are watched while they are used.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from prometheus_client import Gauge

from service.http.health import Health
from service.observability.log import Log
from service.observability.metrics import Metrics

State = Literal["unknown", "ok", "failing"]
Ask = Callable[[], Awaitable[object]]


def now_text() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


@dataclass
class Check:
    name: str
    # Nothing works without it, so that requests had better go elsewhere.
    is_required: bool
    state: State = "unknown"
    failures_in_a_row: int = 0
    since: str = field(default_factory=now_text)


class HealthChecks:
    def __init__(
        self, timeout_ms: int, failures: int, health: Health, log: Log, metrics: Metrics
    ) -> None:
        # A check that takes longer has failed.
        self._timeout_s = timeout_ms / 1000
        # So many failures in a row make a part failing; one success mends it.
        self._failures = failures
        self._health = health
        self._log = log
        self._checks: list[Check] = []
        self._asks: list[tuple[Check, Ask]] = []
        self._has_started = False
        self._rounds: asyncio.Task[None] | None = None
        self._up = Gauge(
            "health_check_up",
            "1 while a part is well, 0 while it fails.",
            ["check"],
            registry=metrics.registry,
        )
        health.require(lambda: self._has_started and not self._fails(self._required()))

    def require(self, name: str, ask: Ask) -> None:
        """Asks a part of our own in each round. Readiness depends on it."""
        check = Check(name, is_required=True)
        self._checks.append(check)
        self._asks.append((check, ask))
        self._health.report(name, lambda: check.state)

    def observe(self, name: str) -> Check:
        """Watches a part that others run, without ever asking it. Readiness does not depend on it."""
        check = Check(name, is_required=False)
        self._checks.append(check)
        return check

    async def round(self) -> None:
        """Asks each required part once."""
        await asyncio.gather(*(self._ask(check, ask) for check, ask in self._asks))
        if all(check.state == "ok" for check in self._required()):
            self._has_started = True

    async def start(self, interval_ms: int) -> None:
        """Returns after the first round."""
        await self.round()
        self._rounds = asyncio.create_task(self._go_on(interval_ms / 1000))

    async def stop(self) -> None:
        if self._rounds is not None:
            self._rounds.cancel()
            await asyncio.wait([self._rounds])

    def succeeded(self, check: Check) -> None:
        check.failures_in_a_row = 0
        self._become(check, "ok")

    def failed(self, check: Check, cause: BaseException) -> None:
        check.failures_in_a_row += 1
        if check.failures_in_a_row >= self._failures:
            self._become(check, "failing", cause)

    def status(self) -> str:
        """`degraded`: some of what it is asked for does not work, and the rest does."""
        if not self._has_started:
            return "starting"
        if self._fails(self._required()):
            return "failing"
        return "degraded" if self._fails(self._checks) else "ok"

    def states(self) -> dict[str, dict[str, Any]]:
        return {
            one.name: {"state": one.state, "required": one.is_required, "since": one.since}
            for one in self._checks
        }

    def waits_for(self) -> list[str]:
        return [check.name for check in self._required() if check.state != "ok"]

    def _required(self) -> list[Check]:
        return [check for check in self._checks if check.is_required]

    def _fails(self, checks: list[Check]) -> bool:
        return any(check.state == "failing" for check in checks)

    async def _go_on(self, interval_s: float) -> None:
        while True:
            await asyncio.sleep(interval_s)
            await self.round()

    async def _ask(self, check: Check, ask: Ask) -> None:
        """Within its time; a check that hangs is given up, so that none pile up."""
        try:
            async with asyncio.timeout(self._timeout_s):
                await ask()
        except Exception as error:
            self.failed(check, error)
        else:
            self.succeeded(check)

    def _become(self, check: Check, state: State, cause: BaseException | None = None) -> None:
        if check.state == state:
            return
        if check.state != "unknown" or state == "failing":
            level = self._log.info if state == "ok" else self._log.warning
            level("health check", check=check.name, state=state, error=str(cause or ""))
        check.state, check.since = state, now_text()
        self._up.labels(check.name).set(1 if state == "ok" else 0)


def health_check_routes(app: FastAPI, checks: HealthChecks) -> None:
    """`/health/startup` for whoever waits for the start, `/health` for people and dashboards."""

    @app.get("/health/startup")
    async def startup() -> JSONResponse:
        if checks.status() != "starting":
            return JSONResponse({"status": "started"})
        return JSONResponse({"status": "starting", "waitsFor": checks.waits_for()}, 503)

    @app.get("/health")
    async def health() -> JSONResponse:
        status = checks.status()
        body = {"status": status, "checks": checks.states()}
        return JSONResponse(body, 200 if status in ("ok", "degraded") else 503)

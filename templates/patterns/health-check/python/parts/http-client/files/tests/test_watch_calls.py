import pytest

from service.http.health import Health
from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpRequest,
)
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.health_check import HealthChecks
from service.patterns.watch_calls import watch_calls

DOWN = DependencyUnavailable("payments", "down")
REFUSED = HttpAnswer(402)
OUR_BUG = TypeError("our bug")


async def state_after(*calls: Exception | HttpAnswer) -> object:
    """The state of payments after calls that ended so."""
    checks = HealthChecks(1000, 2, Health(), create_log("silent"), Metrics())
    remaining = list(calls)

    async def send(_: HttpRequest) -> HttpAnswer:
        outcome = remaining.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    call = watch_calls(checks)(Dependency("payments", "http://127.0.0.1:1", 1), send)
    for outcome in calls:
        if isinstance(outcome, Exception):
            with pytest.raises(type(outcome)):
                await call(HttpRequest("GET", ""))
        else:
            await call(HttpRequest("GET", ""))
    return checks.states()["payments"]["state"]


async def test_a_service_that_was_never_called_or_failed_once_is_unknown() -> None:
    assert await state_after() == "unknown"
    assert await state_after(DOWN) == "unknown"


async def test_a_service_that_fails_is_failing_until_it_answers_also_with_a_no() -> None:
    assert await state_after(DOWN, DOWN) == "failing"
    assert await state_after(DOWN, DOWN, REFUSED) == "ok"


async def test_a_fault_of_our_own_says_nothing_about_the_service() -> None:
    assert await state_after(OUR_BUG, OUR_BUG) == "unknown"

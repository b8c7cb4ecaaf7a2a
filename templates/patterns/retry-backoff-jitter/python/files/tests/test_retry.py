import time

import pytest

from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpRequest,
)
from service.observability.metrics import Metrics
from service.patterns.retry import RetryOptions, retry

PUT = HttpRequest("PUT", "x")


class Setup:
    """A call that fails with each of `failures` in turn, behind the policy."""

    def __init__(self, *failures: Exception, max_ms: int = 4) -> None:
        self.calls = 0
        remaining = list(failures)

        async def send(_: HttpRequest) -> HttpAnswer:
            self.calls += 1
            if remaining:
                raise remaining.pop(0)
            return HttpAnswer(200)

        policy = retry(RetryOptions(retries=2, initial_ms=1, max_ms=max_ms), Metrics())
        self.call = policy(Dependency("stock", "http://127.0.0.1:1", 1), send)


def down() -> Exception:
    return DependencyUnavailable("stock", "down")


async def test_gets_an_answer_from_a_service_that_failed_twice() -> None:
    setup = Setup(down(), down())
    assert (await setup.call(PUT)).status == 200
    assert setup.calls == 3


async def test_gives_up_after_its_last_attempt_with_what_that_one_said() -> None:
    setup = Setup(down(), down(), down(), down())
    with pytest.raises(DependencyUnavailable):
        await setup.call(PUT)
    assert setup.calls == 3


async def test_does_not_repeat_a_fault_of_our_own() -> None:
    setup = Setup(TypeError("our bug"))
    with pytest.raises(TypeError):
        await setup.call(PUT)
    assert setup.calls == 1


async def test_does_not_repeat_what_a_policy_of_ours_refused() -> None:
    setup = Setup(DependencyUnavailable("stock", "open", refused_here=True))
    with pytest.raises(DependencyUnavailable):
        await setup.call(PUT)
    assert setup.calls == 1


async def test_does_not_come_back_before_the_service_said_that_it_may() -> None:
    told = DependencyUnavailable("stock", "answered 503", retry_after_s=0.1)
    setup = Setup(told, max_ms=100)
    started_at = time.monotonic()
    assert (await setup.call(PUT)).status == 200
    assert time.monotonic() - started_at >= 0.09
    assert setup.calls == 2


async def test_leaves_it_to_its_caller_to_wait_for_long() -> None:
    setup = Setup(DependencyUnavailable("stock", "answered 429", retry_after_s=30))
    with pytest.raises(DependencyUnavailable) as failed:
        await setup.call(PUT)
    assert failed.value.retry_after_s == 30
    assert setup.calls == 1


@pytest.mark.parametrize("method", ["POST", "PATCH"])
async def test_does_not_repeat_an_effect_without_a_key_and_does_with_one(method: str) -> None:
    without = Setup(down())
    with pytest.raises(DependencyUnavailable):
        await without.call(HttpRequest(method, "x"))
    assert without.calls == 1
    with_key = Setup(down())
    await with_key.call(HttpRequest(method, "x", headers={"idempotency-key": "a1"}))
    assert with_key.calls == 2

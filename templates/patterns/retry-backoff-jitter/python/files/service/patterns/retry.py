"""Tries a call again that had no answer. See docs/adr/retry-backoff-jitter.md."""

from dataclasses import dataclass

from prometheus_client import Counter
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
)
from service.observability.metrics import Metrics

# By what the methods mean (RFC 9110, section 9.2.2).
IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE"})


@dataclass(frozen=True)
class RetryOptions:
    # How often a call is tried again after the first time.
    retries: int
    # The pause before the first retry is up to this long; it doubles each time.
    initial_ms: int
    max_ms: int


def retry(options: RetryOptions, metrics: Metrics) -> HttpPolicy:
    """Only calls that may come twice are repeated.

    The pauses grow, so that a service in trouble gets room, and are drawn at random from zero up, so
    that callers which failed together do not come back together.
    """
    retries = Counter(
        "http_retries_total",
        "Calls to another service that were sent again.",
        ["dependency"],
        registry=metrics.registry,
    )

    def policy(dependency: Dependency, next_call: HttpClient) -> HttpClient:
        drawn = wait_random_exponential(options.initial_ms / 1000, options.max_ms / 1000)

        def pause(state: RetryCallState) -> float:
            return max(drawn(state), told_s(failure_of(state)) or 0)

        def is_worth_another(error: BaseException) -> bool:
            """What a policy of ours refused is refused again at once.

            A service that said when to come again refuses until then. If that is long, who waits is our
            caller, who is told.
            """
            if not isinstance(error, DependencyUnavailable) or error.refused_here:
                return False
            return (told_s(error) or 0) * 1000 <= options.max_ms

        def count(_: RetryCallState) -> None:
            retries.labels(dependency.name).inc()

        async def call(request: HttpRequest) -> HttpAnswer:
            if not is_repeatable(request):
                return await next_call(request)
            attempts = AsyncRetrying(
                retry=retry_if_exception(is_worth_another),
                stop=stop_after_attempt(options.retries + 1),
                wait=pause,
                before_sleep=count,
                reraise=True,
            )
            answer: HttpAnswer = await attempts(next_call, request)
            return answer

        return call

    return policy


def failure_of(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome is not None else None


def told_s(error: BaseException | None) -> float | None:
    """When to come again, in seconds from now, if the other side said so."""
    if isinstance(error, DependencyUnavailable) and error.said_when:
        return error.retry_after_s
    return None


def is_repeatable(request: HttpRequest) -> bool:
    """No answer may mean that the call was served.

    Only what has the same effect twice may be sent twice.
    """
    return request.method in IDEMPOTENT or "idempotency-key" in request.headers

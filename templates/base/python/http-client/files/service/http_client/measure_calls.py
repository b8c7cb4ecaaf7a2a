"""How long other services take."""

import time

from prometheus_client import Histogram

from service.http_client.http_client import (
    Dependency,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
)
from service.observability.metrics import Metrics


def measure_calls(metrics: Metrics) -> HttpPolicy:
    """Times what really goes over the network, so it is the policy nearest to the call."""
    duration = Histogram(
        "dependency_request_duration_seconds",
        "Time of one exchange with another service.",
        ["dependency", "outcome"],
        registry=metrics.registry,
    )

    def policy(dependency: Dependency, next_call: HttpClient) -> HttpClient:
        async def call(request: HttpRequest) -> HttpAnswer:
            started_at = time.perf_counter()
            outcome = "unavailable"
            try:
                answer = await next_call(request)
                outcome = str(answer.status)
                return answer
            finally:
                duration.labels(dependency.name, outcome).observe(time.perf_counter() - started_at)

        return call

    return policy

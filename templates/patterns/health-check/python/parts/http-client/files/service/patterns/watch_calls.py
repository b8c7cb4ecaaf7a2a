"""How the services that are called do, known without asking them."""

from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
)
from service.patterns.health_check import HealthChecks


def watch_calls(checks: HealthChecks) -> HttpPolicy:
    """Knows how a service does by the calls that are made anyway.

    It is near to the network: what a policy of ours refuses says nothing about the other side.
    """

    def policy(dependency: Dependency, next_call: HttpClient) -> HttpClient:
        seen = checks.observe(dependency.name)

        async def call(request: HttpRequest) -> HttpAnswer:
            try:
                answer = await next_call(request)
            except DependencyUnavailable as error:
                checks.failed(seen, error)
                raise
            checks.succeeded(seen)
            return answer

        return call

    return policy

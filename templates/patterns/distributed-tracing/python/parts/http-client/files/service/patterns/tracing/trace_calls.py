"""A span for each attempt of a call, whose receiver goes on with the trace."""

from dataclasses import replace
from urllib.parse import urlsplit

from opentelemetry.trace import SpanKind

from service.http_client.http_client import (
    Dependency,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
)
from service.patterns.tracing.trace_context import trace_headers
from service.patterns.tracing.tracing import Tracing


def trace_calls(tracing: Tracing) -> HttpPolicy:
    """Near to the network, so that each retry is seen."""

    def policy(dependency: Dependency, next_call: HttpClient) -> HttpClient:
        async def call(request: HttpRequest) -> HttpAnswer:
            server = urlsplit(request.url or dependency.url)
            attributes = {
                "http.request.method": request.method,
                "peer.service": dependency.name,
                "server.address": server.hostname,
                "server.port": server.port,
            }
            name = f"{request.method} {dependency.name}"
            with tracing.span(name, SpanKind.CLIENT, attributes) as span:
                headers = {**request.headers, **trace_headers()}
                answer = await next_call(replace(request, headers=headers))
                span.set_attribute("http.response.status_code", answer.status)
                return answer

        return call

    return policy

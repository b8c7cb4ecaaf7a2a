"""The trace that is at work, and how it comes in and goes on. See docs/adr/distributed-tracing.md."""

from collections.abc import Mapping, MutableMapping
from typing import Any

from opentelemetry import context, trace
from opentelemetry.context import Context
from opentelemetry.trace import Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

TRACER = context.create_key("the tracer of the service that is at work")
W3C = TraceContextTextMapPropagator()


def context_from(headers: Mapping[str, str]) -> Context:
    """The trace that `traceparent` and `tracestate` of a request or a message tell of, if they do."""
    return W3C.extract(headers, Context())


def trace_headers() -> dict[str, str]:
    """What has to travel with a request or a message, so that its receiver goes on with this trace."""
    headers: dict[str, str] = {}
    W3C.inject(headers)
    return headers


def add_trace(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Says in a line of the log to which trace it belongs, in the names that log viewers look for."""
    found = trace.get_current_span().get_span_context()
    if found.is_valid:
        line.setdefault("trace_id", trace.format_trace_id(found.trace_id))
        line.setdefault("span_id", trace.format_span_id(found.span_id))
    return line


def current_tracer() -> Tracer | None:
    """None outside of what is traced."""
    found = context.get_value(TRACER)
    return found if isinstance(found, Tracer) else None

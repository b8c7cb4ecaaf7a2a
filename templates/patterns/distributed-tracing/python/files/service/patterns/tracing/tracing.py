"""Spans of this service, part of traces that may begin and end elsewhere.

See docs/adr/distributed-tracing.md.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from opentelemetry import context, trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import Span, SpanKind, StatusCode

from service.patterns.tracing.trace_context import TRACER

# None is left out.
Attributes = Mapping[str, str | int | None]


class Tracing:
    def __init__(
        self, service_name: str, ratio: float, processors: Sequence[SpanProcessor]
    ) -> None:
        """`ratio` is the part of the traces begun here that is kept, from 0 to 1.

        A trace begun elsewhere was decided on there. Spans go to the processors when they end.
        """
        self._provider = TracerProvider(
            sampler=ParentBased(TraceIdRatioBased(ratio)),
            resource=Resource({"service.name": service_name}),
            shutdown_on_exit=False,
        )
        for processor in processors:
            self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer(service_name)

    @contextmanager
    def span(
        self, name: str, kind: SpanKind, attributes: Attributes, parent: Context | None = None
    ) -> Iterator[Span]:
        """A span below what is current, or below `parent`; current within the block.

        It fails if the block raises.
        """
        known = {name: value for name, value in attributes.items() if value is not None}
        span = self._tracer.start_span(name, context=parent, kind=kind, attributes=known)
        inside = trace.set_span_in_context(span, parent)
        token = context.attach(context.set_value(TRACER, self._tracer, inside))
        try:
            yield span
        except BaseException as error:
            fail(span, error)
            raise
        finally:
            context.detach(token)
            span.end()

    async def stop(self) -> None:
        """Sends what has not been sent; what cannot be sent is counted and logged by then."""
        await asyncio.to_thread(self._provider.shutdown)


def fail(span: Span, error: BaseException) -> None:
    span.record_exception(error)
    span.set_status(StatusCode.ERROR, str(error) or type(error).__name__)

"""What became of the spans of one test."""

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.patterns.tracing.tracing import Tracing


class Recording:
    """Tracing, and the spans that have ended, in their order."""

    def __init__(self, ratio: float = 1) -> None:
        self._exporter = InMemorySpanExporter()
        self.tracing = Tracing("shop", ratio, [SimpleSpanProcessor(self._exporter)])

    def spans(self) -> list[ReadableSpan]:
        return list(self._exporter.get_finished_spans())

    def names(self) -> list[str]:
        return [span.name for span in self.spans()]


def ids_of(span: ReadableSpan) -> tuple[str, str]:
    """Trace and span, as they are written."""
    of = span.get_span_context()
    assert of is not None
    return f"{of.trace_id:032x}", f"{of.span_id:016x}"


def parent_of(span: ReadableSpan) -> str | None:
    return None if span.parent is None else f"{span.parent.span_id:016x}"

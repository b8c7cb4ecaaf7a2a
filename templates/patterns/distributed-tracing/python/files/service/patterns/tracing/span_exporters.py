"""Where spans go when they end."""

import logging
from collections.abc import Sequence

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor
from opentelemetry.sdk.trace.export import (
    BatchSpanProcessor,
    SimpleSpanProcessor,
    SpanExporter,
    SpanExportResult,
)
from prometheus_client import Counter

from service.config import Config
from service.observability.log import Log
from service.observability.metrics import Metrics

# What the collector gets, also for the last batch when the service stops.
EXPORT_TIMEOUT_S = 2

# What it has to say is said by us, in our log.
logging.getLogger("opentelemetry.exporter").setLevel(logging.CRITICAL)


def span_processors(config: Config, log: Log, metrics: Metrics) -> list[SpanProcessor]:
    """With `none` nothing is sent; traces still pass through, and lines of the log still tell of them."""
    if config.otel_traces_exporter == "console":
        return [SimpleSpanProcessor(LoggedSpans(log))]
    if config.otel_traces_exporter == "otlp":
        url = f"{config.otel_exporter_otlp_endpoint.rstrip('/')}/v1/traces"
        collector = OTLPSpanExporter(endpoint=url, timeout=EXPORT_TIMEOUT_S)
        return [BatchSpanProcessor(Watched(collector, log, metrics))]
    return []


class Watched(SpanExporter):
    """A collector that is down costs spans, never a request; how many is counted."""

    def __init__(self, exporter: SpanExporter, log: Log, metrics: Metrics) -> None:
        self._exporter = exporter
        self._log = log
        self._lost = Counter(
            "trace_spans_lost_total",
            "Spans that the collector did not take.",
            registry=metrics.registry,
        )

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export(spans)
        if result is not SpanExportResult.SUCCESS:
            self._lost.inc(len(spans))
            self._log.warning("spans were lost", spans=len(spans))
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()


class LoggedSpans(SpanExporter):
    """As lines of the log: for a look without a collector."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        for span in spans:
            self._log.info("span", span=span.name, **fields_of(span))
        return SpanExportResult.SUCCESS


def fields_of(span: ReadableSpan) -> dict[str, object]:
    of = span.get_span_context()
    took_ns = (span.end_time or 0) - (span.start_time or 0)
    return {
        "trace_id": trace.format_trace_id(of.trace_id) if of else None,
        "span_id": trace.format_span_id(of.span_id) if of else None,
        "parent_id": trace.format_span_id(span.parent.span_id) if span.parent else None,
        "took_ms": round(took_ns / 1_000_000, 1),
        "attributes": dict(span.attributes or {}),
    }

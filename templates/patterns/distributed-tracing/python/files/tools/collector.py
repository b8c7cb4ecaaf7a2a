"""A stand-in for the collector of traces, for tests and drills: it keeps what it is sent."""

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class ReceivedSpan:
    """A span as it is sent: OTLP over HTTP, in Protocol Buffers."""

    trace_id: str
    span_id: str
    # Empty when it has none.
    parent_id: str
    name: str


class Collector:
    def __init__(self) -> None:
        self.spans: list[ReceivedSpan] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def environment(self) -> dict[str, str]:
        """Of a service that sends its spans here."""
        return {"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT": self.url}

    def names_in(self, trace_id: str) -> list[str]:
        return [span.name for span in self.spans if span.trace_id == trace_id]

    def print_tree(self, trace_id: str) -> None:
        """Who caused whom, as far as the spans are here."""
        spans = [span for span in self.spans if span.trace_id == trace_id]
        ids = {span.span_id for span in spans}

        def show(span: ReceivedSpan, depth: int) -> None:
            print(f"{'  ' * depth}{span.name}")
            for below in spans:
                if below.parent_id == span.span_id:
                    show(below, depth + 1)

        for span in spans:
            if span.parent_id not in ids:
                show(span, 1)

    def close(self) -> None:
        """Once it is closed nobody answers there; a second time nothing happens."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", "0"))
                collector.spans.extend(spans_of(self.rfile.read(length)))
                self.send_response(200)
                self.send_header("content-type", "application/x-protobuf")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """The drills tell what there is to tell."""

        return Handler


def spans_of(content: bytes) -> list[ReceivedSpan]:
    batch = ExportTraceServiceRequest.FromString(content)
    return [
        ReceivedSpan(
            span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex(), span.name
        )
        for resource in batch.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


def trace_id_of(headers: dict[str, str] | None) -> str:
    """The trace that a request with these headers is part of; empty when there is none."""
    parts = (headers or {}).get("traceparent", "").split("-")
    return parts[1] if len(parts) == 4 else ""

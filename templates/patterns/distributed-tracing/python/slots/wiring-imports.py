from service.patterns.tracing.span_exporters import span_processors
from service.patterns.tracing.trace_requests import TraceRequests
from service.patterns.tracing.tracing import Tracing


from service.patterns.tracing.trace_context import add_trace

from service.patterns.tracing.trace_context import trace_headers

from service.patterns.tracing.trace_calls import trace_calls

from service.patterns.tracing.trace_messages import trace_messages

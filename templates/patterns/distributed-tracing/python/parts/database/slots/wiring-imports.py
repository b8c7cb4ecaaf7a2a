from service.patterns.tracing.trace_queries import trace_queries

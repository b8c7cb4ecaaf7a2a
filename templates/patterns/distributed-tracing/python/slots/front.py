app.add_middleware(TraceRequests, tracing=tracing)

traceRequests(server, tracing)

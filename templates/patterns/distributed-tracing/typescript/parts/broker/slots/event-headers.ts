const headers = traceHeaders()

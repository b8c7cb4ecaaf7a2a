headers = trace_headers()

policies.append(trace_calls(tracing))

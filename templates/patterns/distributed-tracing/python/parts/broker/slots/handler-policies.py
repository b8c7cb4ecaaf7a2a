handler_policies.append(trace_messages(tracing))

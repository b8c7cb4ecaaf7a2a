policies.push(traceCalls(tracing))

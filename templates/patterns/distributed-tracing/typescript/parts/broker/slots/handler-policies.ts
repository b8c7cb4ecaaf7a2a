handlerPolicies.push(traceMessages(tracing))

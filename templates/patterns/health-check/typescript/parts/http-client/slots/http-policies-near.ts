policies.push(watchCalls(checks))

handlerPolicies.push(handleOnce({ database, keepMs: config.HANDLED_KEEP_MS, metrics }))

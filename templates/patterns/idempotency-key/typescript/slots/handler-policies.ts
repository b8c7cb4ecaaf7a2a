handlerPolicies.push(handleOnce(database, metrics))

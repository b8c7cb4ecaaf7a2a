handlerPolicies.push(forgetDeadline)

policies.push(withinDeadline)

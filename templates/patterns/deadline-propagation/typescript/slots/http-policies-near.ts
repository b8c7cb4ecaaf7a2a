policies.push(passDeadlineOn)

policies.append(within_deadline)

policies.append(pass_deadline_on)

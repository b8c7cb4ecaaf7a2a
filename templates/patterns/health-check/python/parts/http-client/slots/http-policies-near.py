policies.append(watch_calls(checks))

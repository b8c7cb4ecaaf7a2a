pauses = RetryOptions(config.retry_count, config.retry_initial_ms, config.retry_max_ms)
policies.append(retry(pauses, metrics))

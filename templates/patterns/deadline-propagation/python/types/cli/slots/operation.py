operation = partial(limit_operation, config.request_deadline_ms)

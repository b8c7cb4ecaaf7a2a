from service.patterns.retry import RetryOptions, retry

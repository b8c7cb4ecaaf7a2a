policies.push(
  retry({
    retries: config.RETRY_COUNT,
    initialDelayMs: config.RETRY_INITIAL_MS,
    maxDelayMs: config.RETRY_MAX_MS,
    metrics,
  }),
)

const shutdown = gracefulShutdown({
  server,
  lifecycle,
  health,
  drainDelayMs: config.DRAIN_DELAY_MS,
  drainTimeoutMs: config.DRAIN_TIMEOUT_MS,
  deadlineMs: config.SHUTDOWN_TIMEOUT_MS,
  log,
  metrics,
})

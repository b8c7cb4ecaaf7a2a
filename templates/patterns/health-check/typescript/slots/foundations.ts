const checks = healthChecks({
  intervalMs: config.HEALTH_INTERVAL_MS,
  timeoutMs: config.HEALTH_TIMEOUT_MS,
  failures: config.HEALTH_FAILURES,
  health,
  log,
  metrics,
})

const deadLetters = parkJobs({
  database,
  intervalMs: config.DEAD_LETTER_INTERVAL_MS,
  log,
  metrics,
})
listeners.push(deadLetters.listener)
lifecycle.onStop('dead-letters', () => deadLetters.stop())

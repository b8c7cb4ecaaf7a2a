const deadLetters = parkMessages({
  database,
  maxAttempts: config.DEAD_LETTER_ATTEMPTS,
  outageMs: config.DEAD_LETTER_OUTAGE_MS,
  intervalMs: config.DEAD_LETTER_INTERVAL_MS,
  log,
  metrics,
})
handlerPolicies.push(deadLetters.policy)
lifecycle.onStop('dead-letters', () => deadLetters.stop())

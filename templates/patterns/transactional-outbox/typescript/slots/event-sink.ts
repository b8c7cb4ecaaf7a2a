const outbox = createOutbox({
  database,
  broker,
  intervalMs: config.OUTBOX_INTERVAL_MS,
  log,
  metrics,
})
lifecycle.onStop('outbox', () => outbox.stop())
const sink = outbox.sink

const projection = createProjection({
  database,
  feed: orderFeed,
  intervalMs: config.PROJECTION_INTERVAL_MS,
  log,
  metrics,
  health,
})
lifecycle.onStop('projection', () => projection.stop())
sinks.push(projection.sink)

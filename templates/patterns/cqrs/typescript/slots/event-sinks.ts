const projection = createProjection({
  database,
  model: readModel,
  intervalMs: config.PROJECTION_INTERVAL_MS,
  log,
  metrics,
  health,
})
lifecycle.onStop('projection', () => projection.stop())
sinks.push(projection.sink)

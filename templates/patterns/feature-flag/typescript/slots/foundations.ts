const flags = await featureFlags({
  file: config.FLAGS_FILE,
  off: config.FLAGS_OFF,
  reloadMs: config.FLAGS_RELOAD_MS,
  log,
  metrics,
})
lifecycle.onStop('feature flags', () => flags.stop())

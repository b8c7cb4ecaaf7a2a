await checks.start()
lifecycle.onStop('health checks', () => checks.stop())

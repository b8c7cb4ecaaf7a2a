await checks.start(config.health_interval_ms)
lifecycle.on_stop("health checks", checks.stop)

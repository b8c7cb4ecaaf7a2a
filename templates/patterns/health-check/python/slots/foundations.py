checks = HealthChecks(config.health_timeout_ms, config.health_failures, health, log, metrics)

process.start(config.saga_interval_ms)

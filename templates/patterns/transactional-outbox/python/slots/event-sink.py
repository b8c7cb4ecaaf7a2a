sink = Outbox(database, broker, config.outbox_interval_ms, log, metrics)
lifecycle.on_stop("outbox", sink.stop)

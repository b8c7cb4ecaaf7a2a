process = SagaProcess(parts, database, config.saga_give_up_ms, log, metrics)
lifecycle.on_stop("sagas", process.stop)

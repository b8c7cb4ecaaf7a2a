letters = ParkJobs(database, config.dead_letter_interval_ms, log, metrics)
listeners.append(letters)
lifecycle.on_stop("dead letters", letters.stop)

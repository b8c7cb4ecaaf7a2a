flags = FeatureFlags(config, log, metrics)
flags.start()
lifecycle.on_stop("feature flags", flags.stop)

share = FixedWindow(config.rate_limit_max, config.rate_limit_window_ms)
app.add_middleware(LimitRate, window=share, metrics=metrics)

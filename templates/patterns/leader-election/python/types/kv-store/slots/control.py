control = await open_control(config.control_database_url)
lifecycle.on_stop("control database", control.dispose)

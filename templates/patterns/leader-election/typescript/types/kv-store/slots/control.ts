const control = await openControl(config.CONTROL_DATABASE_URL)
lifecycle.onStop('control database', () => control.destroy())

stop: () => shutdown.stop(),

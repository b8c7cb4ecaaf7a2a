keyedOrderRoutes(server, { database, process, keepMs: config.IDEMPOTENCY_KEEP_MS })

keyed_order_routes(app, process, OrderIds(database, config.idempotency_keep_ms))

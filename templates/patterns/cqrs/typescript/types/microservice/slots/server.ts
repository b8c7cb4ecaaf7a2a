const queries = { database, model: readModel, projection, waitMs: config.READ_WAIT_MS }
tellPosition(server, '/orders', queries)

const queries = { database, feed: orderFeed, projection, waitMs: config.READ_WAIT_MS }
tellPosition(server, queries)

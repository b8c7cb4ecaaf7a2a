cached = CachedOrders(reader_of(database, orders), config, log, metrics)
sinks.append(cached)

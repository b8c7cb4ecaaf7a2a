cached = CachedShipments(reader_of(database), config, log, metrics)
sinks.append(cached)

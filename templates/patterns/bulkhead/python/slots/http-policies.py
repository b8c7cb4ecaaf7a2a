policies.append(bulkhead(config.bulkhead_concurrent, config.bulkhead_queued, metrics))

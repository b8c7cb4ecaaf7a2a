shards: createShards,

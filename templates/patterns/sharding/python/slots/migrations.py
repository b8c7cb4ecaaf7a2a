"shards": create_shards,

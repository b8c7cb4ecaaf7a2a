shard_routes(app, placement)

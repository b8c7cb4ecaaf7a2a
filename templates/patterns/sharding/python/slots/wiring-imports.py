from service.patterns.sharding.move_shards import Mover
from service.patterns.sharding.shard_routes import shard_routes

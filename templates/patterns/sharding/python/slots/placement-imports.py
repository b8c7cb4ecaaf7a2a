from service.patterns.sharding.epochs import latest_epoch_only
from service.patterns.sharding.map_table import MapTable
from service.patterns.sharding.sharded_placement import open_shards

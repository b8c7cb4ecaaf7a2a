shard_maps: ShardMapRow
shard_epochs: ShardEpochRow

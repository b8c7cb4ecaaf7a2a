mover = Mover(shard_maps, placement, spread, replicas, register, metrics)
leader.assume(Duty("shards", config.duty_interval_ms, mover))

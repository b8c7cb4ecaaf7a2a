spread = spread_over(cluster.keepers)
shard_maps = MapTable(control)
placement = await open_shards(shard_maps, spread, log, metrics)
lifecycle.on_stop("shard map", placement.stop)
check_epoch = latest_epoch_only

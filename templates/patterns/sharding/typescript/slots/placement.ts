const spread = spreadOver(cluster.keepers)
const shardMaps = mapTable(control)
const placement = await openShards({ store: shardMaps, spread, log, metrics })
lifecycle.onStop('shard map', () => placement.stop())
const checkEpoch = latestEpochOnly

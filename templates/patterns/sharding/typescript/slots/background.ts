leader.assume({
  name: 'shards',
  intervalMs: config.DUTY_INTERVAL_MS,
  work: createMover({ store: shardMaps, placement, spread, replicas, register, metrics }),
})

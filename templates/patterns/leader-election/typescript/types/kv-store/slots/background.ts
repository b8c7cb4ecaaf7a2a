const leader = createLeader({
  database: control,
  holder: cluster.self,
  leaseMs: config.LEADER_LEASE_MS,
  log,
  metrics,
  health,
})
lifecycle.onStop('leader', () => leader.stop())
leader.assume({
  name: 'repair',
  intervalMs: config.DUTY_INTERVAL_MS,
  work: async () => JSON.stringify(await repair()),
})
leader.start()

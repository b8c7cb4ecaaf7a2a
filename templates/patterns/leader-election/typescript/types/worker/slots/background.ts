const leader = createLeader({
  database,
  holder: `${os.hostname()}:${globalThis.process.pid}`,
  leaseMs: config.LEADER_LEASE_MS,
  log,
  metrics,
  health,
})
lifecycle.onStop('leader', () => leader.stop())
leader.assume({
  name: 'upkeep',
  intervalMs: config.DUTY_INTERVAL_MS,
  work: createUpkeep(database, config.UPKEEP_PAUSE_MS),
})
leader.start()

const repair = withoutDeadline(
  createRepair({ register, replicas, pauseMs: config.REPAIR_PAUSE_MS, metrics }),
)

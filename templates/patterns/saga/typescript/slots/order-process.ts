const process = sagaProcess({
  database,
  unitOfWork,
  orders,
  payments,
  stock,
  intervalMs: config.SAGA_INTERVAL_MS,
  giveUpMs: config.SAGA_GIVE_UP_MS,
  log,
  metrics,
})
lifecycle.onStop('sagas', () => process.stop())

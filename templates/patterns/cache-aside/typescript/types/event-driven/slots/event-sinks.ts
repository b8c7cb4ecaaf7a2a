const cached = cachedShipments({
  findShipment: (id) => shipmentStore.find(database, id),
  endedTtlMs: config.CACHE_TTL_MS,
  pendingTtlMs: config.CACHE_PENDING_TTL_MS,
  maxEntries: config.CACHE_MAX_ENTRIES,
  jitter: config.CACHE_JITTER,
  log,
  metrics,
})
sinks.push(cached.sink)

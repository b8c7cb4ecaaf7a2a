policies.push(
  discover({
    registry: openRegistry(config.REGISTRY, config.REGISTRY_TTL_MS),
    refreshMs: config.REGISTRY_REFRESH_MS,
    failures: config.DISCOVERY_FAILURES,
    ejectMs: config.DISCOVERY_EJECT_MS,
    log,
    metrics,
  }),
)

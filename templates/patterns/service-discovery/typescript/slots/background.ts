announce(server, {
  registry: config.REGISTRY,
  name: config.REGISTER_AS,
  ttlMs: config.REGISTRY_TTL_MS,
  log,
})

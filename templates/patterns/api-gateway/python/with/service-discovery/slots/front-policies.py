discovery = DiscoverOptions(
    refresh_ms=config.registry_refresh_ms,
    failures=config.discovery_failures,
    eject_ms=config.discovery_eject_ms,
)
instances = open_registry(config.registry, config.registry_ttl_ms)
policies.append(discover(instances, discovery, log, metrics))

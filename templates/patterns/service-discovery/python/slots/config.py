# Where the instances of the services are to be learnt.
registry: str = matching(r"none|(static|folder|dns):.+", "none")
# How long an answer of the registry is good.
registry_refresh_ms: int = milliseconds(1000)
# An instance that was not heard of for so long counts as gone.
registry_ttl_ms: int = milliseconds(5000)
# The name under which this one registers itself.
register_as: str | None = matching("[a-z][a-z0-9-]*", None)
# So many failures in a row, and an instance is left alone.
discovery_failures: int = Field(2, ge=1, le=100)
discovery_eject_ms: int = milliseconds(10_000)

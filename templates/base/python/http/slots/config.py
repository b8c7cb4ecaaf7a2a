# Loopback unless told otherwise; the container sets 0.0.0.0.
host: str = "127.0.0.1"
# 0 takes any free port.
port: int = Field(3000, ge=0, le=65_535)
# Proxies in front of this service. What others say of a client's address is not believed.
trusted_proxies: str | None = matching(r"[0-9a-fA-F.:/]+(, *[0-9a-fA-F.:/]+)*", None)

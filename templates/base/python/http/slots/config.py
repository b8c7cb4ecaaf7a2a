# Loopback unless told otherwise; the container sets 0.0.0.0.
host: str = "127.0.0.1"
# 0 takes any free port.
port: int = Field(3000, ge=0, le=65_535)

# The gateway listens there; 0 takes any free port.
gateway_port: int = Field(8080, ge=0, le=65_535)

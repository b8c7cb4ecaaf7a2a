("GATEWAY_PORT", "http"),

['GATEWAY_PORT', 'http'],

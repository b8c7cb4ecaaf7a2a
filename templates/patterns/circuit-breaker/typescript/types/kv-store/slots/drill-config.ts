// Nodes that are back are asked again soon.
BREAKER_OPEN_MS: '200',

CARRIER_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/carrier'),
NOTIFICATIONS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/notifications'),
/** The longest that one call to one of them may take, connection and answer together. */
DEPENDENCY_TIMEOUT_MS: milliseconds.default(1000),
/** How often it is looked whether somebody wants a message replayed. */
REPLAY_INTERVAL_MS: milliseconds.default(1000),

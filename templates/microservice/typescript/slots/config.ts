PAYMENTS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/payments'),
STOCK_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/stock'),
NOTIFICATIONS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/notifications'),
/** The longest that one call to one of them may take, connection and answer together. */
DEPENDENCY_TIMEOUT_MS: milliseconds.default(1000),

/** How often the outbox is looked into without being asked. */
OUTBOX_INTERVAL_MS: milliseconds.default(1000),

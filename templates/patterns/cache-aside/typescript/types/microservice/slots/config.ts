/** As CACHE_TTL_MS, of an order that may still change in another replica. */
CACHE_PENDING_TTL_MS: milliseconds.default(1000),

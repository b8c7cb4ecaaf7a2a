/** How long a value is served from the cache before it is read again. */
CACHE_TTL_MS: milliseconds.default(60_000),
/** The same, of what may still be changed by another replica. */
CACHE_PENDING_TTL_MS: milliseconds.default(1000),
/** The part of that time by which it differs from value to value, so that not all expire at once. */
CACHE_JITTER: z.coerce.number().min(0).max(1).default(0.1),
/** The least recently used go first. */
CACHE_MAX_ENTRIES: z.coerce.number().int().min(1).max(10_000_000).default(10_000),

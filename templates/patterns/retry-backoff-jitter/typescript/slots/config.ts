/** How often a call without an answer is tried again. */
RETRY_COUNT: z.coerce.number().int().min(0).max(10).default(2),
/** The pause before the first retry is up to this long; it doubles each time. */
RETRY_INITIAL_MS: milliseconds.default(50),
RETRY_MAX_MS: milliseconds.default(1000),

/** How often the parts of our own are asked how they are. */
HEALTH_INTERVAL_MS: milliseconds.default(5000),
/** A check that takes longer has failed. */
HEALTH_TIMEOUT_MS: milliseconds.default(1000),
/** So many failures in a row make a part failing. */
HEALTH_FAILURES: z.coerce.number().int().min(1).default(3),

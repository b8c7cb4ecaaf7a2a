/** Attempts at a message before it is parked. */
DEAD_LETTER_ATTEMPTS: z.coerce.number().int().min(1).max(1000).default(5),
/** How long it may wait for a service that gives no answer before it is parked, too. */
DEAD_LETTER_OUTAGE_MS: z.coerce.number().int().min(1).default(3_600_000),

/** Calls to one service that may be under way at once. */
BULKHEAD_CONCURRENT: z.coerce.number().int().min(1).max(10_000).default(20),
/** Calls to it that may wait for a place. */
BULKHEAD_QUEUED: z.coerce.number().int().min(0).max(10_000).default(20),

/** Pause of the upkeep between two tables, so that others find the database free. */
UPKEEP_PAUSE_MS: z.coerce.number().int().min(0).max(60_000).default(100),

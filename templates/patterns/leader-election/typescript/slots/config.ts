/** How long a leader that says nothing stays the leader. */
LEADER_LEASE_MS: z.coerce.number().int().min(100).max(300_000).default(5000),
/** How often the leader does what only one process does. */
DUTY_INTERVAL_MS: milliseconds.default(60_000),

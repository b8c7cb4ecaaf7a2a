/** Not ready and still serving after a stop signal. 0 where no load balancer has to notice. */
DRAIN_DELAY_MS: z.coerce.number().int().min(0).max(300_000).default(0),
/** What requests under way get after that, before their connections are cut. */
DRAIN_TIMEOUT_MS: milliseconds.default(5000),

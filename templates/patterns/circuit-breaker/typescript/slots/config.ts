/** How many of the last calls to a service its breaker looks at. */
BREAKER_WINDOW: z.coerce.number().int().min(1).max(1000).default(20),
/** It does not judge on fewer calls than this. */
BREAKER_MINIMUM_CALLS: z.coerce.number().int().min(1).max(1000).default(5),
/** It opens when more than this part of them failed. */
BREAKER_FAILURE_RATIO: z.coerce.number().gt(0).lt(1).default(0.5),
/** How long it stays open before it lets one call through as a probe. */
BREAKER_OPEN_MS: milliseconds.default(10_000),

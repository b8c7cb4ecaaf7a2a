/** Requests that one client may make in a window. */
RATE_LIMIT_MAX: z.coerce.number().int().min(1).default(100),
RATE_LIMIT_WINDOW_MS: milliseconds.default(1000),

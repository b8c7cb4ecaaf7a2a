/** How often the read model looks for changes without being told. */
PROJECTION_INTERVAL_MS: milliseconds.default(1000),
/** How long a reader who names a position waits for the read model to reach it. */
READ_WAIT_MS: milliseconds.default(2000),

/** How long a reader who names a position waits for the read model to reach it. */
READ_WAIT_MS: milliseconds.default(2000),

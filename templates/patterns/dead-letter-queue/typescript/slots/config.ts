/** How often it is looked whether somebody wants something parked tried again. */
DEAD_LETTER_INTERVAL_MS: milliseconds.default(1000),

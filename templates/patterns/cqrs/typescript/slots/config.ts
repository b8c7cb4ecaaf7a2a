/** How often the read model looks for changes without being told. */
PROJECTION_INTERVAL_MS: milliseconds.default(1000),

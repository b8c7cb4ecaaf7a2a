/** The longest that a request may take, also when its caller would wait longer. */
REQUEST_DEADLINE_MS: milliseconds.default(5000),

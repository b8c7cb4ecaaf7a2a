("PAYMENTS_URL", "ftp://payments"),
("DEPENDENCY_TIMEOUT_MS", "0"),

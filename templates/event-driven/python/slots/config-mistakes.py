("CARRIER_URL", "ftp://carrier"),
("DEPENDENCY_TIMEOUT_MS", "0"),

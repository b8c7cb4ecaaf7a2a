("PAYMENTS_URL", "ftp://payments"),
("WORKER_CONCURRENCY", "0"),
("LEASE_MS", "10"),

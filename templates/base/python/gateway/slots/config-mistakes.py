("UPSTREAMS", "orders"),
("UPSTREAMS", "orders=ftp://orders"),
("JWKS_URL", "keys.json"),

("PORT", "http"),
("PORT", "70000"),
("TRUSTED_PROXIES", "everybody"),

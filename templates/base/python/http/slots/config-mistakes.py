("PORT", "http"),
("PORT", "70000"),

("REGISTRY", "consul"),
("REGISTER_AS", "../orders"),

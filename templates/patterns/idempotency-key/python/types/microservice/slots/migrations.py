"idempotency_keys": create_idempotency_keys,

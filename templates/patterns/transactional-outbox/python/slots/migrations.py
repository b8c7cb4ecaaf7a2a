"outbox": create_outbox,

outbox: createOutboxTable,

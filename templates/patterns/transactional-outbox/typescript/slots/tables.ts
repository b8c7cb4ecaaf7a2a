outbox: OutboxRow

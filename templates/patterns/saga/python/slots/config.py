# How often orders that wait for an answer are gone on with.
saga_interval_ms: int = milliseconds(1000)
# After this time without an answer an order is undone.
saga_give_up_ms: int = Field(900_000, ge=1)

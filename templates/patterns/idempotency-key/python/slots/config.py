# How long it is remembered that a message was handled. The broker must keep none for longer.
handled_keep_ms: int = Field(864_000_000, ge=1)

# Points of each node on the ring. More make the shares more even.
virtual_nodes: int = Field(128, ge=1, le=10_000)

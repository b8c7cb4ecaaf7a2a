/** Points of each node on the ring. More make the shares more even. */
VIRTUAL_NODES: z.coerce.number().int().min(1).max(10_000).default(128),

/** How long it is remembered that a message was handled. The broker must not keep messages for longer. */
HANDLED_KEEP_MS: z.coerce.number().int().min(1).default(864_000_000),

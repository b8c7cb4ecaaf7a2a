/** How long an Idempotency-Key is remembered. */
IDEMPOTENCY_KEEP_MS: z.coerce.number().int().min(1).default(86_400_000),

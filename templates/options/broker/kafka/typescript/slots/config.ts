/** Stands before the names of everything on the broker, so that several systems can share one. */
BROKER_NAMESPACE: z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, 'letters, digits, hyphens and underscores')
  .default('{{name}}'),
/** A message whose consumer gives no sign of life for so long goes to another one. */
BROKER_ACK_WAIT_MS: milliseconds.default(10_000),
/** How long the broker keeps messages. A group that is further behind loses the oldest. */
BROKER_KEEP_MS: z.coerce.number().int().min(60_000).default(604_800_000),

/** How often orders that wait for an answer are gone on with. */
SAGA_INTERVAL_MS: milliseconds.default(1000),
/** After this time without an answer an order is undone. */
SAGA_GIVE_UP_MS: z.coerce.number().int().min(1).default(900_000),

/** Loopback unless told otherwise; the container sets 0.0.0.0. */
HOST: z.string().default('127.0.0.1'),
/** 0 takes any free port. */
PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
/** Proxies in front of this service. What others say of a client's address is not believed. */
TRUSTED_PROXIES: z
  .string()
  .regex(/^[\da-fA-F.:/]+(, *[\da-fA-F.:/]+)*$/, 'addresses or networks, with commas')
  .optional(),

/** Where the instances of the services are to be learnt. */
REGISTRY: z
  .string()
  .regex(/^(none|(static|folder|dns):.+)$/, 'none, static:..., folder:... or dns:...')
  .default('none'),
/** How long an answer of the registry is good. */
REGISTRY_REFRESH_MS: milliseconds.default(1000),
/** An instance that was not heard of for so long counts as gone. */
REGISTRY_TTL_MS: milliseconds.default(5000),
/** The name under which this one registers itself. */
REGISTER_AS: z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .optional(),
/** So many failures in a row, and an instance is left alone. */
DISCOVERY_FAILURES: z.coerce.number().int().min(1).max(100).default(2),
DISCOVERY_EJECT_MS: milliseconds.default(10_000),

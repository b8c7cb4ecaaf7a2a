/** The gateway listens there; 0 takes any free port. */
GATEWAY_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),

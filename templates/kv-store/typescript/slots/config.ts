/** The name of this node: one of NODES, the first unless it is given. */
NODE_NAME: z.string().optional(),
/** `name=url` of every node, separated by commas; the same list on all of them. */
NODES: z
  .string()
  .regex(/^[a-z0-9-]+=https?:\/\/[^\s,]+(,[a-z0-9-]+=https?:\/\/[^\s,]+)*$/, 'name=url,...')
  .default('node-1=http://127.0.0.1:3000'),
/** The names of nodes that shall keep nothing any more, separated by commas. */
LEAVING_NODES: z
  .string()
  .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/, 'name,...')
  .optional(),
/** While nodes come or go: the names of those that kept keys before, separated by commas. */
PREVIOUS_NODES: z
  .string()
  .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/, 'name,...')
  .optional(),
/** How many nodes keep each key. A minority of them may be gone. */
REPLICAS: z.coerce.number().int().min(1).max(9).default(3),
/** The longest that one call to another node may take. */
PEER_TIMEOUT_MS: milliseconds.default(1000),
/** Pause of a repair between two stretches of keys. */
REPAIR_PAUSE_MS: z.coerce.number().int().min(0).max(60_000).default(10),

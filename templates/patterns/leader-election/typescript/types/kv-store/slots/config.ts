/** Where the nodes meet: who leads, and what only the leader writes. Not the keys. */
CONTROL_DATABASE_URL: z.string().default('sqlite:data/{{name}}-control.db'),

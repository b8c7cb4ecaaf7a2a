/** `sqlite:<file>`, or a server's URL where one was chosen. */
DATABASE_URL: z.string().default('sqlite:data/{{name}}.db'),

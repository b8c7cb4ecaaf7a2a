/** Where requests without an answer are kept. */
STATE_DIR: z.string().optional(),

/** The feature flags: which, and for how many. */
FLAGS_FILE: z.string().default('flags.json'),
/** Flags that are off whatever the file says, with commas between them. */
FLAGS_OFF: z
  .string()
  .default('')
  .transform((list) => list.split(',').flatMap((name) => name.trim() || [])),
/** How often the file is looked at. */
FLAGS_RELOAD_MS: milliseconds.default(1000),

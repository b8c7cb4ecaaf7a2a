import * as z from 'zod'

const milliseconds = z.coerce.number().int().min(1).max(300_000)

const schema = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How long what is under way may take to finish after a stop signal. */
  SHUTDOWN_TIMEOUT_MS: milliseconds.default(10_000),
  // compendium:slot config
})

export type Config = z.infer<typeof schema>

/** Reads the environment. Throws an Error that names each variable at fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // A variable set to nothing is one that somebody left blank, not the number 0.
  const given = Object.entries(env).filter(([, value]) => value?.trim())
  const result = schema.safeParse(Object.fromEntries(given))
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Invalid configuration. ${problems.join('; ')}`)
}

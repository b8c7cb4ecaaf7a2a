import * as z from 'zod'

const milliseconds = z.coerce.number().int().min(1).max(300_000)

const schema = z.object({
  /** Loopback unless told otherwise; the container sets 0.0.0.0. */
  HOST: z.string().default('127.0.0.1'),
  /** 0 takes any free port. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PAYMENTS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001'),
  /** The longest that one charge may take, connection and answer together. */
  PAYMENTS_TIMEOUT_MS: milliseconds.default(1000),
  /** How long requests under way may take to finish after a stop signal. */
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

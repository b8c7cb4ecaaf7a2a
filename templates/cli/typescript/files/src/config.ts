import { readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import { UsageError } from './exit-codes.ts'

const milliseconds = z.coerce.number().int().min(1).max(300_000)

const schema = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** Where the orders service is. */
  ORDERS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4001/'),
  /** Sent along as a bearer token. */
  ORDERS_TOKEN: z.string().optional(),
  /** The longest that one call may take, connection and answer together. */
  DEPENDENCY_TIMEOUT_MS: milliseconds.default(2000),
  /** Between two looks at an order that is waited for. */
  POLL_MS: milliseconds.default(500),
  // compendium:slot config
})

export type Config = z.infer<typeof schema>

type Values = Readonly<Record<string, unknown>>

/** Checks values, those of `flags` before those of the environment, those before a file. Throws `UsageError`. */
export function readConfig(env: Values, flags: Values = {}, file: Values = {}): Config {
  const layers = [file, env, flags].map((values) =>
    // A value set to nothing is one that somebody left blank, not the number 0.
    Object.fromEntries(Object.entries(values).filter(([, value]) => String(value ?? '').trim())),
  )
  const result = schema.safeParse(Object.assign({}, ...layers))
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new UsageError(`Invalid configuration. ${problems.join('; ')}`)
}

/** The configuration file: `ORDERS_CONFIG`, or the usual place, where it need not be. Throws `UsageError`. */
export function readConfigFile(env: Readonly<Record<string, string | undefined>>): Values {
  const home = env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config')
  const file = env.ORDERS_CONFIG ?? path.join(home, '{{name}}', 'config.json')
  try {
    const values: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      return values as Values
    }
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing && env.ORDERS_CONFIG === undefined) return {}
    throw new UsageError(`Cannot read ${file}: ${(cause as Error).message}`, { cause })
  }
  throw new UsageError(`${file} has to hold an object, such as {"ORDERS_URL": "http://..."}`)
}

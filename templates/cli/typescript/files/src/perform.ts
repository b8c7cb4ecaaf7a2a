import { writeFile } from 'node:fs/promises'
import { readConfig, readConfigFile } from './config.ts'
import { EXIT, type ExitCode, Interrupted, UsageError } from './exit-codes.ts'
import { Problem } from './problem.ts'
import { openShop, type Shop } from './shop.ts'
import type { Terminal } from './terminal.ts'

/** What came of a command: for people, for programs, for scripts. */
export interface Outcome {
  readonly text: string
  readonly data: object
  readonly code: ExitCode
}

export interface GlobalOptions {
  readonly json?: boolean
  readonly url?: string
  readonly metricsFile?: string
}

/** Does the work of a command and shows what came of it; never throws. */
export async function perform(
  terminal: Terminal,
  options: GlobalOptions,
  work: (shop: Shop) => Promise<Outcome>,
): Promise<ExitCode> {
  const outcome = await attempt(terminal, options, work)
  const isError = 'error' in outcome.data
  if (options.json) terminal.out(`${JSON.stringify(outcome.data)}\n`)
  else if (isError) terminal.err(`${outcome.text}\n`)
  else terminal.out(`${outcome.text}\n`)
  return outcome.code
}

async function attempt(
  terminal: Terminal,
  { url, metricsFile }: GlobalOptions,
  work: (shop: Shop) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const flags = { ORDERS_URL: url }
    const shop = openShop(readConfig(terminal.env, flags, readConfigFile(terminal.env)), terminal)
    try {
      return await work(shop)
    } finally {
      // For the textfile collector of a node exporter: nobody can scrape what has ended.
      if (metricsFile !== undefined) await writeFile(metricsFile, await shop.metrics.metrics())
    }
  } catch (error) {
    return failure(error)
  }
}

function failure(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : String(error)
  const make = (code: ExitCode, kind: string, text = message): Outcome => ({
    code,
    text,
    data: { error: { code: kind, message } },
  })
  if (error instanceof UsageError) return make(EXIT.usage, 'usage')
  if (error instanceof Interrupted) return make(EXIT.interrupted, 'interrupted')
  if (!(error instanceof Problem))
    return make(EXIT.fault, 'fault', `A fault of this program: ${message}`)
  if (error.status < 500) return make(EXIT.refused, error.code)
  const advice = 'Nobody knows whether it happened. Run the same command again.'
  return make(EXIT.noAnswer, error.code, `${message}. ${advice}`)
}

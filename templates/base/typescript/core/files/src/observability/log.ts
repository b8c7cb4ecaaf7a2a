import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'
// compendium:slot log-imports

export type Log = Logger

/** Structured lines of JSON on standard output; whoever runs the container collects them. */
export function createLog(config: Pick<Config, 'LOG_LEVEL'>): Log {
  return pino({
    level: config.LOG_LEVEL,
    // compendium:slot log-options
  })
}

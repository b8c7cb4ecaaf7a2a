import { destination, type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

export type Log = Logger

/** Structured lines of JSON on standard error: standard output belongs to the result. */
export function createLog(config: Pick<Config, 'LOG_LEVEL'>): Log {
  return pino(
    {
      level: config.LOG_LEVEL,
      // compendium:slot log-options
    },
    destination({ dest: 2, sync: true }),
  )
}

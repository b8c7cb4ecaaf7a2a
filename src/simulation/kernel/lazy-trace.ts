import type { RunResult } from './scenario.ts'
import type { Trace } from './trace.ts'

/**
 * The result with a trace that is made when it is first asked for. Whoever copies or sends the result
 * asks for it.
 */
export function withTrace(result: RunResult, make: () => Trace): RunResult {
  let made: Trace | undefined
  const get = () => {
    made ??= make()
    return made
  }
  return Object.defineProperty({ ...result }, 'trace', { enumerable: true, get })
}

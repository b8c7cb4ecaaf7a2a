import type { RunResult } from './scenario.ts'
import type { Trace } from './trace.ts'

const MAKING = Symbol('making')

interface Lazy {
  readonly [MAKING]: { readonly make: () => Trace; made: Trace | undefined }
}

/**
 * One getter for all results, which finds in the result how its trace is made. A closure for each would
 * be part of the hidden class of its result, and keep all of the run alive until the next full collection.
 */
const descriptor = {
  enumerable: true,
  get(this: Lazy): Trace {
    const making = this[MAKING]
    making.made ??= making.make()
    return making.made
  },
}

/**
 * The result with a trace that is made when it is first asked for. Whoever copies or sends the result
 * asks for it.
 */
export function withTrace(result: RunResult, make: () => Trace): RunResult {
  const traced = { ...result }
  Object.defineProperty(traced, MAKING, { value: { make, made: undefined } })
  return Object.defineProperty(traced, 'trace', descriptor)
}

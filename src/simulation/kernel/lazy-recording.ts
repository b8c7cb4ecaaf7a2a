import type { Caption, RunResult } from './scenario.ts'
import type { Trace } from './trace.ts'

/** What is made of a recorded run when somebody asks for it. */
interface Recording {
  readonly captions: () => readonly Caption[]
  readonly trace: () => Trace
}

const MAKING = Symbol('making')

interface Lazy {
  readonly [MAKING]: Recording & { madeCaptions?: readonly Caption[]; madeTrace?: Trace }
}

/**
 * The same getters for all results, which find in the result how it is made. A closure for each would
 * be part of the hidden class of its result, and keep all of the run alive until the next full collection.
 */
const captions = {
  enumerable: true,
  get(this: Lazy): readonly Caption[] {
    const making = this[MAKING]
    making.madeCaptions ??= making.captions()
    return making.madeCaptions
  },
}

const trace = {
  enumerable: true,
  get(this: Lazy): Trace {
    const making = this[MAKING]
    making.madeTrace ??= making.trace()
    return making.madeTrace
  },
}

/**
 * The result with captions and a trace that are made when they are first asked for. Whoever copies or
 * sends the result asks for them.
 */
export function withRecording(result: RunResult, recording: Recording): RunResult {
  const recorded = { ...result }
  Object.defineProperty(recorded, MAKING, { value: { ...recording } })
  return Object.defineProperties(recorded, { captions, trace })
}

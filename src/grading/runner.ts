import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import type { Ending } from '../platform/process.ts'
import type { Fault } from './fault.ts'
import {
  busyMachineFault,
  endingFault,
  loadFault,
  loadTimeoutFault,
  shapeFault,
  tooOldFault,
} from './faults.ts'
import { type LastWords, lastWords } from './last-words.ts'
import { isOdd, type Observation, type OddResult, type Sequence } from './sequence.ts'
import { type Event, type Program, Session } from './session.ts'

export interface Trace {
  readonly observations: readonly Observation[]
  /** What the program printed during each operation. */
  readonly printed: readonly string[]
}

export interface RunnerOptions {
  readonly program: Program
  readonly contract: ExerciseContract
  readonly command: readonly string[]
  /** For loading, and for one seed's sequences. */
  readonly timeoutMs: number
  /** Milliseconds on a clock that only moves forward. */
  readonly now: () => number
  /** How many events each operation is expected to show, where calls may be in flight side by side. */
  readonly events?: ((sequence: Sequence) => readonly number[]) | undefined
}

/** Gets what a sequence showed, by its place among those that were asked for. */
type Take = (index: number, seen: readonly Observation[]) => void

const MOST_STARTS = 2
/** A single operation that is watched takes no longer. */
const OPERATION_MS = 2000
/** Node.js keeps every module that it has evaluated, and each sequence evaluates the program's anew. */
const MOST_MODULES = 3000

/**
 * Runs sequences in the learner's program. Starts its process when there is none, ends it when it
 * hangs, finds the operation at which it hung, and goes on with the next call in a fresh process.
 */
export class Runner {
  readonly #options: RunnerOptions
  #session: Session | undefined
  /** How many sequences this session was asked for. */
  #asked = 0
  readonly #whole = new Set<string>()

  constructor(options: RunnerOptions) {
    this.#options = options
  }

  async stop(): Promise<void> {
    await this.#session?.stop()
    this.#session = undefined
  }

  /** Parts of the program whose steps could not be interleaved in any run so far. */
  get whole(): readonly string[] {
    return [...this.#whole]
  }

  /** Starts the process and loads the program. */
  async load(): Promise<Fault | undefined> {
    const { program, contract, command, timeoutMs } = this.#options
    const session = await Session.start(program, contract, command)
    this.#session = session
    this.#asked = 0
    const event = await session.next(timeoutMs)
    const fault = this.#loadFault(event)
    if (fault !== undefined) await this.stop()
    return fault
  }

  #loadFault(event: Event): Fault | undefined {
    const { program, contract, timeoutMs } = this.#options
    const output = this.#session?.output() ?? ''
    if (event.type === 'silence') {
      return event.starved
        ? busyMachineFault(program.file)
        : loadTimeoutFault(program.file, timeoutMs / 1000, output)
    }
    if (event.type === 'ended') return this.#endedEarly(event.ending, output)
    const { message } = event
    if (message.type === 'load-failed') return loadFault(message, program.file, output)
    if (message.type === 'shape') return shapeFault(message, contract, program.language, program.file)
    return message.type === 'too-old' ? tooOldFault(program.language, message.found) : undefined
  }

  #endedEarly(ending: Ending, output: string): Fault {
    const { program } = this.#options
    const words = ending.cause === 'exit' ? lastWords(program, output) : undefined
    if (words === undefined) return endingFault(ending, program.file, output)
    const { text: error, ...place } = words
    return loadFault({ type: 'load-failed', kind: 'import', error, ...place }, program.file, '')
  }

  /**
   * What each sequence showed, in order; undefined for those that time did not allow, or that came
   * after one that took the process down. A sequence that hangs or ends the process shows so in its
   * last observation. `take` gets each of them as soon as it is there, while the program goes on with the next;
   * what it needs for itself is not of the program's time.
   */
  async run(
    sequences: readonly Sequence[],
    take: Take = () => {},
  ): Promise<(readonly Observation[] | undefined)[] | Fault> {
    const { now, timeoutMs } = this.#options
    const found: (readonly Observation[] | undefined)[] = sequences.map(() => undefined)
    let deadlineMs = now() + timeoutMs
    const leftMs = (): number => deadlineMs - now()
    const takes = (index: number, seen: readonly Observation[]): void => {
      found[index] = seen
      const fromMs = now()
      take(index, seen)
      deadlineMs += now() - fromMs
    }
    if (this.#options.program.language.build === 'bundle' && this.#asked > MOST_MODULES) await this.stop()
    let from = 0
    // Each stuck call takes the process down and costs its wait: a few of them say enough.
    for (let starts = 0; starts < MOST_STARTS && from < sequences.length; starts += 1) {
      if (leftMs() <= 0) break
      const fault = this.#session === undefined ? await this.load() : undefined
      if (fault !== undefined) return fault
      const rest = sequences.slice(from)
      this.#request(rest, false)
      const end = await this.#collect(rest.length, leftMs, (index, seen) => takes(from + index, seen))
      if (end.type === 'done') return found
      const culprit = sequences[from + end.done]
      if (end.type === 'fault') return end.fault
      if (end.type === 'hung' && culprit !== undefined) {
        const seen = await this.#locate(culprit)
        if ('code' in seen) return seen
        takes(from + end.done, seen)
        return found
      }
      from += end.done
      // Whatever begins beside another call would wait as this one did: the caller decides how to go on.
      if (this.#leftStuck === 'waiting') return found
    }
    return found
  }

  #request(sequences: readonly Sequence[], trace: boolean): void {
    const { program, events } = this.#options
    this.#asked += sequences.length
    this.#session?.request(sequences, program.language, trace, events)
  }

  async #collect(
    count: number,
    left: () => number,
    take: Take,
  ): Promise<
    { type: 'done' | 'hung' | 'again'; done: number } | { type: 'fault'; done: number; fault: Fault }
  > {
    for (let done = 0; done < count; ) {
      const leftMs = left()
      const mostMs = this.#options.timeoutMs / 2
      const event = await this.#next(Math.min(mostMs, leftMs))
      if (event.type === 'silence') {
        await this.stop()
        if (event.starved && leftMs >= mostMs)
          return { type: 'fault', done, fault: busyMachineFault(this.#options.program.file) }
        return { type: 'hung', done }
      }
      if (event.type === 'ended') {
        const fault = this.#processFault(event)
        await this.stop()
        if (fault !== undefined) return { type: 'fault', done, fault }
        // A driver that had to leave a stuck call behind has told so in its last result.
        return { type: done > 0 && this.#leftStuck !== 'no' ? 'again' : 'hung', done }
      }
      if (event.message.type !== 'result') continue
      const { observations, broken, whole = [] } = event.message
      for (const one of whole) this.#whole.add(one)
      const seen = observations ?? [brokenSetup(broken)]
      this.#leftStuck = event.message.leaves && stuckIn(seen) === 'no' ? 'stuck' : stuckIn(seen)
      take(event.message.index, seen)
      done += 1
    }
    if (this.#leftStuck !== 'no') await this.stop()
    return { type: 'done', done: count }
  }

  /** Whether the last sequence ended in a call that is stuck, perhaps waiting for another. */
  #leftStuck: 'no' | 'stuck' | 'waiting' = 'no'

  #next(withinMs: number): Promise<Event> {
    // No time is no wait: else a timer of nothing and a pipe with something would race.
    if (withinMs <= 0) return Promise.resolve({ type: 'silence' })
    return this.#session?.next(withinMs) ?? Promise.resolve({ type: 'silence' })
  }

  #traceFault(event: Event): Fault | undefined {
    if (event.type === 'ended') return this.#processFault(event)
    return event.type === 'silence' && event.starved
      ? busyMachineFault(this.#options.program.file)
      : undefined
  }

  #processFault(event: Event & { type: 'ended' }): Fault | undefined {
    const ownDoing = event.ending.cause === 'exit' || event.ending.cause === 'signal'
    return ownDoing
      ? undefined
      : endingFault(event.ending, this.#options.program.file, this.#session?.output() ?? '')
  }

  /** Runs the sequence again, watching each operation, to learn at which one it hangs or ends. */
  async #locate(sequence: Sequence): Promise<readonly Observation[] | Fault> {
    const trace = await this.trace(sequence)
    if ('code' in trace) return trace
    return trace.observations
  }

  /**
   * Whether the program gets through the sequence in time. Unlike `run` it does not look for where it
   * stands when it does not: watching so many operations would take longer still.
   */
  async finishes(sequence: Sequence): Promise<boolean> {
    const fault = this.#session === undefined ? await this.load() : undefined
    if (fault !== undefined) return false
    this.#request([sequence], false)
    let count = 0
    const { now, timeoutMs } = this.#options
    const deadlineMs = now() + timeoutMs
    const left = (): number => deadlineMs - now()
    const end = await this.#collect(1, left, (_, seen) => {
      count = seen.length
    })
    return end.type === 'done' && count === sequence.ops.length
  }

  /** One sequence, watched at every operation, with what was printed. */
  async trace(sequence: Sequence): Promise<Trace | Fault> {
    const unloaded = this.#session === undefined ? await this.load() : undefined
    if (unloaded !== undefined) return unloaded
    this.#request([sequence], true)
    let seen: readonly Observation[] = []
    // Before the first operation the program is evaluated anew.
    let limitMs = this.#options.timeoutMs / 2
    for (;;) {
      const event = await this.#next(limitMs)
      limitMs = Math.min(OPERATION_MS, limitMs)
      if (event.type === 'message') {
        const { message } = event
        if (message.type === 'at') seen = message.observations
        if (message.type !== 'result') continue
        const observations = message.observations ?? [brokenSetup(message.broken)]
        if (message.leaves || observations.some((one) => isOdd(one) && one.ended === 'stuck'))
          await this.stop()
        return { observations, printed: message.printed ?? [] }
      }
      const fault = this.#traceFault(event)
      const words = lastWords(this.#options.program, this.#session?.output() ?? '')
      await this.stop()
      if (fault !== undefined) return fault
      return { observations: [...seen, interrupted(event, words)], printed: [] }
    }
  }
}

function stuckIn(seen: readonly Observation[]): 'no' | 'stuck' | 'waiting' {
  const last = seen.at(-1)
  if (!isOdd(last) || last.ended !== 'stuck') return 'no'
  return last.waiting ? 'waiting' : 'stuck'
}

function brokenSetup(broken: { text: string; line?: number | null } | undefined): OddResult {
  const line = broken?.line ?? undefined
  const found = { ended: 'raised', text: broken?.text ?? 'unknown', entered: 0 } as const
  return line === undefined ? found : { ...found, line }
}

function interrupted(event: Event, words: LastWords | undefined): OddResult {
  if (event.type !== 'ended') return { ended: 'stuck', text: '', entered: 0 }
  const { exitCode, signal } = event.ending
  const text = signal === undefined ? `exit status ${exitCode ?? 'unknown'}` : `signal ${signal}`
  return { ended: 'exited', text, entered: 0, ...words }
}

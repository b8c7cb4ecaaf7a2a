import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import type { Run } from './evidence.ts'
import { type Language, spell } from './languages.ts'
import { isOdd, type Observation, type Operation, type Sequence } from './sequence.ts'
import type { Counterexample, Step } from './verdict.ts'

/** Words for what was done, what was seen and what was due, in the idiom of the learner's language. */
export class Explainer {
  readonly #contract: ExerciseContract
  readonly #language: Language

  constructor(contract: ExerciseContract, language: Language) {
    this.#contract = contract
    this.#language = language
  }

  /** "Call 2 was let through and its value came back; it should have been rejected ...". */
  sentence(run: Run): string {
    const at = run.divergence ?? 0
    const op = run.sequence.ops[at]
    const seen = this.#seen(run.observations[at])
    const due = this.#due(run.expectations[at]?.accept ?? [])
    return `Here ${subjectOf(op, at, run.sequence)}: ${seen}. Expected: ${due}.`
  }

  counterexample(run: Run, printed: readonly string[]): Counterexample {
    return { setup: this.#setup(run.sequence), steps: this.#steps(run, printed) }
  }

  #setup({ options, subjects, systemClock, startMs }: Sequence): string {
    const { names } = this.#language
    const given = Object.entries(options).map(([name, value]) => [spell(name, names), value] as const)
    const style = names === 'camelCase'
    const inner = given.map(([name, value]) => (style ? `${name}: ${value}` : `${name}=${value}`)).join(', ')
    const call = style
      ? `new ${this.#contract.type}(${inner === '' ? '' : `{ ${inner} }`})`
      : `${this.#contract.type}(${inner})`
    const count = subjects > 1 ? ` (${subjects} of them)` : ''
    const start = startMs > 0 ? '' : `, the clock starts at ${startMs}`
    return `${call}${count}${start}${systemClock === 'frozen' ? ', the system clock stands still' : ''}`
  }

  #steps(run: Run, printed: readonly string[]): Step[] {
    const times = startTimes(run.sequence.ops, run.observations)
    return run.observations.map((observation, index) => {
      const op = run.sequence.ops[index]
      const text = printed[index]?.trimEnd() ?? ''
      const due = this.#due(run.expectations[index]?.accept ?? [])
      return {
        atMs: times[index] ?? 0,
        action: op === undefined ? '' : actionOf(op, run.sequence),
        happened: observation === null ? '' : this.#seen(observation),
        ...(index === run.divergence ? { expected: due } : {}),
        ...(text === '' ? {} : { printed: text }),
      }
    })
  }

  #seen(observation: Observation | undefined): string {
    const { raised, nothing } = this.#language.keywords
    if (observation === null || observation === undefined) return 'nothing happened'
    if (!isOdd(observation)) return this.#word(observation)
    const line = observation.line === undefined ? '' : ` (line ${observation.line})`
    const runs = runsOf(observation.entered)
    const text = observation.text || nothing
    switch (observation.ended) {
      case 'stuck':
        return observation.waiting
          ? `it waits for the call that is still running${line}`
          : `it never came back${line}`
      case 'exited':
        return `the program ended itself (${text})`
      case 'returned':
        return `it gave ${text}, ${runs}`
      case 'threw':
        return `it threw ${text} at once instead of rejecting its promise${line}`
      case 'raised':
        return `it ${raised} ${text}${line}, ${runs}`
    }
  }

  #due(accept: readonly string[]): string {
    return accept.length === 0 ? 'nothing' : accept.map((one) => this.#word(one)).join(' or ')
  }

  #word(observation: string): string {
    const error = this.#contract.errors[0]?.name ?? 'an error'
    switch (observation) {
      case 'value':
        return 'fn ran, its value came back'
      case 'error':
        return 'fn ran, its error came back'
      case 'rejected':
        return `${error}, fn not run`
      case 'running':
        return 'let through, fn is running'
      default:
        return observation.replace(/^=/, '')
    }
  }
}

function runsOf(entered: number): string {
  if (entered === 0) return 'fn not run'
  return entered === 1 ? 'fn ran' : `fn ran ${entered} times`
}

function subjectOf(op: Operation | undefined, at: number, sequence: Sequence): string {
  if (op === undefined) return 'creating the breaker'
  if (op.op === 'state') return `step ${at + 1}, reading the state`
  return `step ${at + 1}, ${actionOf(op, sequence)}`
}

function actionOf(op: Operation, { subjects }: Sequence): string {
  const which = subjects > 1 && 'on' in op ? ` on breaker ${op.on + 1}` : ''
  switch (op.op) {
    case 'call':
      return `call${which}, fn ${lasting(op.durationMs)}${ending(op)}`
    case 'begin':
      return `call ${letter(op.id)} starts${which}${op.together ? ', in the same turn' : ''}`
    case 'end':
      return `call ${letter(op.id)} ${op.outcome === 'ok' ? 'succeeds' : 'fails'}`
    case 'advance':
      return `${op.ms} ms pass`
    case 'state':
      return `read state${which}`
  }
}

function lasting(durationMs: number): string {
  return durationMs === 0 ? '' : `takes ${durationMs} ms and `
}

function ending(op: Operation & { op: 'call' }): string {
  const odd = { nothing: 'nothing', zero: '0', false: 'false', empty: "''", error: 'an error object' }
  if (op.outcome === 'error') {
    if (op.raises !== undefined) {
      return `fails with ${op.raises === 'builtin' ? "an error of the language's own" : 'the error of a breaker within'}`
    }
    if (op.immediate) return 'fails at once, without a promise'
    return op.value === undefined ? 'fails' : `fails with ${odd[op.value]} for an error`
  }
  if (op.value !== undefined) return `returns ${odd[op.value]}`
  return op.immediate ? 'returns at once, without a promise' : 'succeeds'
}

function letter(id: number): string {
  return String.fromCharCode(64 + id)
}

/** When each operation starts: time passes in `advance` and in the calls that ran. */
function startTimes(ops: readonly Operation[], observations: readonly Observation[]): number[] {
  let nowMs = 0
  return ops.map((op, index) => {
    const atMs = nowMs
    if (op.op === 'advance') nowMs += op.ms
    if (op.op === 'call' && observations[index] !== 'rejected') nowMs += op.durationMs
    return atMs
  })
}

import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { inIdiom } from './contract-text.ts'
import type { Run } from './evidence.ts'
import { eventText, finishText, runsTogetherText, startText } from './flight-text.ts'
import { creation, errorName, handed, literal, resultName, subjectLetter } from './idiom.ts'
import { type Language, spell } from './languages.ts'
import type { Expectation } from './model.ts'
import { failureText, runText, scriptsText, scriptText } from './script-text.ts'
import {
  isGuardedCall,
  isOdd,
  type Observation,
  type Operation,
  type PlainCall,
  type Sequence,
  type SideCall,
} from './sequence.ts'
import { startTimes } from './step-times.ts'
import { answersTogether, givenValue, runsTogether } from './value.ts'
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
    const seen = this.#seen(run.observations[at], op)
    const due = this.#due(run.expectations[at])
    return `Here ${this.#subjectOf(op, at, run.sequence)}: ${seen}. Expected: ${due}.`
  }

  counterexample(run: Run, printed: readonly string[]): Counterexample {
    return { setup: this.#setup(run.sequence), steps: this.#steps(run, printed) }
  }

  #setup({ options, each, subjects, systemClock, startMs, given = {} }: Sequence): string {
    const made = Array.from({ length: each?.length ?? 1 }, (_, index) => {
      const call = creation(this.#contract.type, { ...options, ...each?.[index] }, this.#language)
      return each === undefined ? call : `${subjectLetter(index)} = ${call}`
    }).join(', ')
    const count = subjects > 1 && each === undefined ? ` (${subjects} of them)` : ''
    const start = startMs > 0 ? '' : `, the clock starts at ${startMs}`
    const clock = systemClock === 'frozen' ? ', the system clock stands still' : ''
    const scripts = Object.entries(given).map(([name, script]) => scriptText(name, script, this.#language))
    return `${made}${count}${start}${clock}${scripts.map((one) => `; ${one}`).join('')}`
  }

  #steps(run: Run, printed: readonly string[]): Step[] {
    const times = startTimes(run.sequence, run.observations)
    return run.observations.map((observation, index) => {
      const op = run.sequence.ops[index]
      const text = printed[index]?.trimEnd() ?? ''
      const due = this.#due(run.expectations[index])
      return {
        atMs: times[index] ?? 0,
        action: op === undefined ? '' : this.#actionOf(op, run.sequence),
        happened: observation === null ? '' : this.#seen(observation, op),
        ...(index === run.divergence ? { expected: due } : {}),
        ...(text === '' ? {} : { printed: text }),
      }
    })
  }

  #seen(observation: Observation | undefined, op: Operation | undefined): string {
    const { raised, nothing } = this.#language.keywords
    if (observation === null || observation === undefined) return 'nothing happened'
    if (!isOdd(observation)) return this.#word(observation)
    const line = observation.line === undefined ? '' : ` (line ${observation.line})`
    const isGuarded = op?.op === 'call' || op?.op === 'begin' || op?.op === 'end'
    const runs = isGuarded ? `, ${runsOf(observation.entered)}` : ''
    const text = observation.text || nothing
    const it = observation.call === undefined ? 'it' : `call ${observation.call}`
    switch (observation.ended) {
      case 'stuck':
        return observation.waiting
          ? `${it} waits for the call that is still running${line}`
          : `${it} never came back${line}`
      case 'exited':
        return `the program ended itself (${text})${line}`
      case 'returned':
        return `${it} gave ${text}${runs}`
      case 'threw':
        return this.#isPlain(op)
          ? `${it} threw ${text}${line}`
          : `${it} threw ${text} at once instead of rejecting its promise${line}`
      case 'raised':
        return `${it} ${raised} ${text}${line}${runs}`
    }
  }

  /** A method that returns no promise. */
  #isPlain(op: Operation | undefined): boolean {
    return (
      (op?.op === 'invoke' || op?.op === 'start') &&
      !this.#contract.methods.some(({ name, async }) => name === op.method && async)
    )
  }

  #due(expectation: Expectation | undefined): string {
    if (expectation?.due !== undefined) return inIdiom(expectation.due, this.#contract, this.#language)
    const accept = expectation?.accept ?? []
    return accept.length === 0 ? 'nothing' : accept.map((one) => this.#word(one)).join(' or ')
  }

  #word(observation: string): string {
    const { errors } = this.#contract
    const answers = answersTogether(observation)
    if (answers !== undefined) return this.#together(answers, runsTogether(observation))
    switch (observation) {
      case 'value':
        return 'fn ran, its value came back'
      case 'error':
        return 'fn ran, its error came back'
      case 'rejected':
        return `${errorName(errors[0]?.name ?? 'an error', this.#language)}, fn not run`
      case 'running':
        return 'let through, fn is running'
      default:
        return shortened(observation.split('\n').map((line) => this.#line(line))).join(', then ')
    }
  }

  #together(answers: readonly string[], runs: readonly string[] | undefined): string {
    const told = answers.map((one) => this.#word(one)).join(' and ')
    return runs === undefined ? told : `${runsTogetherText(runs, this.#language)}; the calls end with ${told}`
  }

  /** A value, an error of the contract, a given function that was called, or an event of a call in flight. */
  #line(line: string): string {
    const event = eventText(line, this.#language)
    if (event !== undefined) return event
    if (line.startsWith('!')) return failureText(line.slice(1), this.#language)
    if (!line.startsWith('=')) return runText(line, this.#language)
    const value = givenValue(line)
    return value === undefined ? line.slice(1) : literal(value, this.#language)
  }

  #subjectOf(op: Operation | undefined, at: number, sequence: Sequence): string {
    if (op === undefined) return `creating the ${this.#contract.subject}`
    if (op.op === 'state') return `step ${at + 1}, reading the state`
    return `step ${at + 1}, ${this.#actionOf(op, sequence)}`
  }

  #actionOf(op: Operation, sequence: Sequence): string {
    const several = sequence.subjects > 1
    const which = several && 'on' in op ? ` on ${this.#contract.subject} ${op.on + 1}` : ''
    switch (op.op) {
      case 'call':
        return `call${which}, fn ${lasting(op.durationMs)}${ending(op)}`
      case 'begin':
        return `call ${letter(op.id)} starts${which}${op.together ? ', in the same turn' : ''}`
      case 'end':
        return `call ${letter(op.id)} ${op.outcome === 'ok' ? 'succeeds' : 'fails'}`
      case 'advance':
        return op.ms < 0 ? `the clock is set back by ${-op.ms} ms` : `${op.ms} ms pass`
      case 'state':
        return `read state${which}`
      case 'invoke': {
        const kept = op.as === undefined ? '' : `${resultName(op.as)} = `
        return `${kept}${this.#callOf(op, several)}`
      }
      case 'together': {
        const calls = op.calls.map((call) => this.#sideCallOf(call, op.on, several))
        return op.calls.length === 1 ? calls.join() : `${calls.join(' and ')} side by side`
      }
      case 'start':
        return `${startText(op)}: ${this.#callOf(op, several)}`
      case 'finish':
        return finishText(op, sequence.ops, this.#language)
    }
  }

  #sideCallOf(call: SideCall, on: number, several: boolean): string {
    if (!isGuardedCall(call)) return this.#callOf({ ...call, on }, several)
    return `call, fn ${call.outcome === 'ok' ? 'succeeds' : 'fails'}`
  }

  #callOf({ on, method, args }: PlainCall & { readonly on: number }, several: boolean): string {
    const texts = args.map((arg) => handed(arg, this.#language)).join(', ')
    const does = scriptsText(args, this.#language)
    const call = `${several ? `${subjectLetter(on)}.` : ''}${spell(method, this.#language.names)}(${texts})`
    return does === '' ? call : `${call}, where ${does}`
  }
}

const MOST_LINES = 24
const SHOWN_FIRST = 8
const SHOWN_LAST = 6

/** A call that does very much is told by how it begins and how it ends. */
function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_LINES) return lines
  const hidden = lines.length - SHOWN_FIRST - SHOWN_LAST
  return [...lines.slice(0, SHOWN_FIRST), `${hidden} more`, ...lines.slice(-SHOWN_LAST)]
}

function runsOf(entered: number): string {
  if (entered === 0) return 'fn not run'
  return entered === 1 ? 'fn ran' : `fn ran ${entered} times`
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

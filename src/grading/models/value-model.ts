import type * as FastCheck from 'fast-check'
import type { ExerciseContract } from '../../corpus/exercise-schema.ts'
import type { Expectation, Misconception, Model, Roles, Scenario } from '../model.ts'
import {
  isFunction,
  isResult,
  isSubject,
  type Json,
  type Observation,
  type Operation,
  type Options,
  type Sequence,
} from '../sequence.ts'
import { effectsOf, givenValue, giving, raising, ran } from '../value.ts'
import { defaultsOf } from './options.ts'
import { Following, type Ran, scriptOf } from './scripts.ts'

/** What the contract says of one answer: just this value, just this error, or whatever passes a test. */
export type Answer = { readonly rule: string } & (
  | { readonly value: Json }
  | { readonly raises: string }
  /** It never comes back: for programs with a fault alone. */
  | { readonly hangs: true }
  | {
      /** Whether this value is right; `undefined` when an error or something odd came instead. */
      readonly allows: (seen: Json | undefined) => boolean
      /** What is right, in words: "a number from 1 to 3". */
      readonly due: string
      /** What a program may well give, and is handed on as `$result`; what it did give when left out. */
      readonly value?: Json
    }
)

/** What a model may know of the world of one sequence. */
export interface World {
  /** Every option, defaults included. */
  number(option: string): number
  text(option: string): string
  /** Whether the sequence left this option out. */
  isDefault(option: string): boolean
  /** Whether this misconception is to be acted out. */
  has(misconception: string): boolean
  /** What the given clock shows. */
  nowMs(): number
  /** The system's own clock, for a program that reads the wrong one. */
  systemMs(): number
  /** The next number of the given source of chance. */
  random(): number
  /**
   * Runs a function that the program is handed: an argument, or by its name one that the constructor got.
   * The run shows in the answer.
   */
  run(which: Json, ...args: readonly Json[]): Ran
  /** The given `sleep`, which shows in the answer. */
  sleep(ms: number): void
  /** What the program did on the way in this operation, line by line, for contracts that leave a choice. */
  did(): readonly string[]
  /** Which of the sequence's subjects it is, from 0. */
  readonly index: number
  /** The first subject's, for a program that shares by mistake; undefined for the first itself. */
  readonly first: Subject | undefined
}

/**
 * One instance as the contract has it. `call` performs the method and says what is right; `seen` is what
 * the program answered, for contracts that leave a choice. An argument that is a subject comes as such.
 */
export interface Subject {
  call(method: string, args: readonly (Json | Subject)[], seen: Json | undefined): Answer
}

export interface ValueModel {
  readonly id: string
  readonly roles: Roles
  readonly misconceptions: readonly Misconception[]
  readonly scenarios: readonly Scenario[]
  arbitrary(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence>
  /** As `Model.workload`. */
  workload?(size: number): Sequence
  start(world: World): Subject
}

/** A model of methods that take values and give values, from what one instance does. */
export function valueModel({ start, ...rest }: ValueModel): Model {
  return {
    ...rest,
    predict: (sequence, contract, wrong, seen) => new Prediction(start, sequence, contract, wrong).run(seen),
  }
}

/** What the system's clocks show while they stand still, in every driver: far from the given clock. */
const FROZEN_MS = 1_700_000_000_000

/** Follows one sequence through the model. */
class Prediction {
  readonly #sequence: Sequence
  readonly #subjects: Subject[] = []
  /** What `$result` stands for, by the number it was kept under. */
  readonly #results = new Map<number, Json>()
  /** How far each function has been followed: those given by name, those of an operation by their argument. */
  readonly #followed = new Map<Json, Following>()
  #nowMs: number
  #draws = 0
  #effects: string[] = []
  #did: readonly string[] = []

  constructor(
    start: ValueModel['start'],
    sequence: Sequence,
    contract: ExerciseContract,
    wrong: ReadonlySet<string>,
  ) {
    this.#sequence = sequence
    this.#nowMs = sequence.startMs
    const defaults = defaultsOf(contract)
    for (let index = 0; index < sequence.subjects; index += 1) {
      const given = { ...sequence.options, ...sequence.each?.[index] }
      this.#subjects.push(start(this.#world(index, { ...defaults, ...given }, given, wrong)))
    }
  }

  #world(index: number, options: Options, given: Options, wrong: ReadonlySet<string>): World {
    const { systemClock, random = [] } = this.#sequence
    return {
      number: (name) => Number(options[name]),
      text: (name) => String(options[name]),
      isDefault: (name) => given[name] === undefined,
      has: (id) => wrong.has(id),
      nowMs: () => this.#nowMs,
      systemMs: () => (systemClock === 'frozen' ? FROZEN_MS : this.#nowMs),
      random: () => random[this.#draws++ % random.length] ?? 0,
      run: (which, ...args) => this.#run(which, args),
      sleep: (ms) => {
        this.#effects.push(ran('sleep', [ms]))
        this.#nowMs += Math.max(0, ms)
      },
      did: () => this.#did,
      index,
      first: this.#subjects[0],
    }
  }

  #run(which: Json, args: readonly Json[]): Ran {
    const name = isFunction(which) ? which.$function : String(which)
    this.#effects.push(ran(name, args))
    const { gives = null, fails, takesMs = 0 } = this.#following(which, name).next(args[0])
    this.#nowMs += takesMs
    return fails === undefined ? { value: copied(gives) } : { error: fails }
  }

  #following(which: Json, name: string): Following {
    const known = this.#followed.get(which)
    if (known !== undefined) return known
    const script = isFunction(which) ? scriptOf(which) : (this.#sequence.given?.[name] ?? { does: [] })
    const made = new Following(script)
    this.#followed.set(which, made)
    return made
  }

  run(seen: readonly Observation[]): Expectation[] {
    return this.#sequence.ops.map((op, at) => this.#perform(op, seen[at]))
  }

  #perform(op: Operation, seen: Observation | undefined): Expectation {
    if (op.op === 'advance') {
      this.#nowMs += op.ms
      return { accept: [], rule: '' }
    }
    if (op.op !== 'invoke') throw new Error(`a model of values has no operation ${op.op}`)
    const subject = this.#subjects[op.on]
    if (subject === undefined) throw new Error(`there is no subject ${op.on}`)
    if (op.args.some((arg) => isResult(arg) && !this.#results.has(arg.$result))) {
      return { accept: [], rule: '' }
    }
    const args = op.args.map((arg) => this.#argument(arg))
    const text = typeof seen === 'string' ? seen : undefined
    const given = text === undefined ? undefined : givenValue(text)
    this.#effects = []
    this.#did = text === undefined ? [] : effectsOf(text)
    const answer = subject.call(op.method, args, given)
    if (op.as !== undefined)
      this.#keep(op.as, 'raises' in answer || 'hangs' in answer ? undefined : (answer.value ?? given))
    return expectationOf(answer, this.#effects, text)
  }

  #keep(id: number, value: Json | undefined): void {
    if (value === undefined || value === null) this.#results.delete(id)
    else this.#results.set(id, value)
  }

  #argument(arg: Json): Json | Subject {
    if (isSubject(arg)) return this.#subjects[arg.$subject] ?? null
    return isResult(arg) ? (this.#results.get(arg.$result) ?? null) : copied(arg)
  }
}

/** A value of its own: a misconception may change what it is handed. */
function copied(value: Json): Json {
  if (Array.isArray(value)) return value.map(copied)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copied(one as Json)]))
}

/** What is right after these effects. */
function expectationOf(answer: Answer, effects: readonly string[], seen: string | undefined): Expectation {
  const { rule } = answer
  const after = (last: string): string => [...effects, last].join('\n')
  if ('raises' in answer) return { accept: [after(raising(answer.raises))], rule }
  if ('hangs' in answer) return { accept: ['stuck'], rule }
  if (!('allows' in answer)) return { accept: [after(giving(answer.value))], rule }
  const { allows, due: last, value } = answer
  const due = effects.length === 0 ? last : [...effects, last].join(', then ')
  if (seen === undefined) return { accept: value === undefined ? [] : [after(giving(value))], rule, due }
  const isRight = effectsOf(seen).join('\n') === effects.join('\n') && allows(givenValue(seen))
  return { accept: isRight ? [seen] : [], rule, due }
}

import type * as FastCheck from 'fast-check'
import type { ExerciseContract } from '../../corpus/exercise-schema.ts'
import type { Roles, Scenario } from '../model.ts'
import { type Expectation, type Misconception, type Model, NOTHING_WRONG } from '../model.ts'
import {
  type Deed,
  isFunction,
  type Json,
  type Observation,
  type Operation,
  type Options,
  type Script,
  type Sequence,
} from '../sequence.ts'
import { callOf, eventsText, giving, QUIET, raising, ran } from '../value.ts'
import { defaultsOf } from './options.ts'
import { OnlyThreads, type OwnThreads, ownThreads } from './own-threads.ts'
import { Following, type Ran, scriptOf } from './scripts.ts'
import { Timers } from './timers.ts'

/** One call that may stay in flight. */
export interface Flight {
  readonly id: number
  readonly method: string
  readonly args: readonly Json[]
}

/**
 * What a model may do in the world of one sequence. Whatever shows names the property that asks for it, so
 * that a program which does not show it is told of that one.
 */
export interface Airspace {
  /** Every option, defaults included. */
  number(option: string): number
  text(option: string): string
  /** Whether the sequence left this option out. */
  isDefault(option: string): boolean
  /** Whether the system's own clocks stand still, for a program that waits by the wrong one. */
  isFrozen(): boolean
  /** Whether this misconception is to be acted out. */
  has(misconception: string): boolean
  /** What the given clock shows. */
  nowMs(): number
  /**
   * Runs the function that a call was handed, that of this name where it was handed several; `then` is told
   * what it came to, perhaps much later.
   */
  run(rule: string, flight: Flight, args: readonly Json[], then: (ran: Ran) => void, name?: string): void
  /** Runs a function that the constructor got. */
  runGiven(rule: string, name: string, args: readonly Json[], then: (ran: Ran) => void): void
  /** The call comes back. One that is over comes back no more. */
  ends(rule: string, flight: Flight, ran: Ran): void
  /** The property that forbids what else a program may show in this operation. */
  quiet(rule: string): void
  /** Calls back when so much time has passed; gives what cancels that. */
  after(ms: number, callback: () => void): () => void
  /** Does this when all that comes back in this turn has, and callers who start again at once have done so. */
  later(task: () => void): void
  /** What the program showed in this operation, line by line, for contracts that leave a choice. */
  did(): readonly string[]
  /** Which of the sequence's subjects it is, from 0. */
  readonly index: number
  /** The first subject's, for a program that shares by mistake; undefined for the first itself. */
  readonly first: FlightSubject | undefined
}

/** One instance as the contract has it. */
export interface FlightSubject {
  start(flight: Flight): void
  /** A method that comes back at once: its value, and the property that asks for it. */
  read?(method: string, args: readonly Json[]): Reading
}

/** `stuck`: it waits for a call that is in flight, as no correct program does. */
export type Reading = { readonly rule: string } & ({ readonly value: Json } | { readonly stuck: true })

export interface FlightModel {
  readonly id: string
  readonly roles: Roles
  readonly misconceptions: readonly Misconception[]
  readonly scenarios: readonly Scenario[]
  arbitrary(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence>
  /** The property that is broken by what shows where nothing should, unless `quiet` named another. */
  readonly rule: string
  /** The property that asks for runs side by side. */
  readonly beside: string
  create(air: Airspace): FlightSubject
}

/** A model of methods whose calls may be in flight side by side, from what one instance does. */
export function flightModel(model: FlightModel): Model {
  const { create: _, rule: __, beside, ...rest } = model
  return {
    ...rest,
    misconceptions: [...rest.misconceptions, ...ownThreads(beside)],
    predict: (sequence, contract, wrong, seen) => new Prediction(model, sequence, contract, wrong).run(seen),
    events: (sequence, contract) => {
      const prediction = new Prediction(model, sequence, contract, NOTHING_WRONG)
      return prediction.run([]).map(({ accept: [text = QUIET] }) => countOf(text))
    },
  }
}

function countOf(text: string): number {
  if (text === QUIET) return 0
  return text.split('\n').filter((line) => !/^[=!]/.test(line)).length
}

/** A run that stays in flight until it is finished. */
interface Held {
  readonly line: string
  readonly then: (ran: Ran) => void
  isOver: boolean
}

interface Event {
  readonly line: string
  readonly rule: string
}

/** Follows one sequence through the model. */
class Prediction {
  readonly #model: FlightModel
  readonly #wrong: ReadonlySet<string>
  readonly #sequence: Sequence
  readonly #subjects: FlightSubject[] = []
  /** How far each function has been followed: those given by name, those of a call by its id and their name. */
  readonly #followed = new Map<string, Following>()
  readonly #started = new Set<number>()
  /** Calls in flight, each with the start that waits for it to come back. */
  readonly #flying = new Map<number, (Operation & { op: 'start' }) | undefined>()
  readonly #held = new Map<number | string, Held[]>()
  #fresh: { readonly of: number | string; readonly held: Held }[] = []
  readonly #timers: Timers
  readonly #onlyThreads = new OnlyThreads()
  #events: Event[] = []
  #quiet: string | undefined
  #did: readonly string[] = []

  constructor(
    model: FlightModel,
    sequence: Sequence,
    contract: ExerciseContract,
    wrong: ReadonlySet<string>,
  ) {
    this.#model = model
    this.#wrong = wrong
    this.#sequence = sequence
    this.#timers = new Timers(sequence.startMs)
    const defaults = defaultsOf(contract)
    for (let index = 0; index < sequence.subjects; index += 1) {
      const given = { ...sequence.options, ...sequence.each?.[index] }
      this.#subjects.push(model.create(this.#airspace(index, { ...defaults, ...given }, given, wrong)))
    }
  }

  #airspace(index: number, options: Options, given: Options, wrong: ReadonlySet<string>): Airspace {
    return {
      number: (name) => Number(options[name]),
      text: (name) => String(options[name]),
      isDefault: (name) => given[name] === undefined,
      isFrozen: () => this.#sequence.systemClock === 'frozen',
      has: (id) => wrong.has(id),
      nowMs: () => this.#timers.nowMs,
      run: (rule, flight, args, then, name) => this.#runArgument(index, rule, flight, args, then, name),
      runGiven: (rule, name, args, then) => {
        this.#enter(
          index,
          { line: ran(name, args), rule },
          name,
          this.#following(name, this.#sequence.given?.[name]),
          args,
          then,
        )
      },
      ends: (rule, flight, outcome) => this.#end(index, rule, flight, outcome),
      quiet: (rule) => {
        this.#quiet ??= rule
      },
      after: (ms, callback) => this.#timers.after(ms, callback),
      later: (task) => this.#timers.later(task),
      did: () => this.#did,
      index,
      first: this.#subjects[0],
    }
  }

  run(seen: readonly Observation[]): Expectation[] {
    return this.#sequence.ops.map((op, at) => this.#perform(op, seen[at]))
  }

  #perform(op: Operation, seen: Observation | undefined): Expectation {
    this.#events = []
    this.#quiet = undefined
    this.#did = typeof seen === 'string' && seen !== QUIET ? seen.split('\n') : []
    const answer = op.op === 'invoke' ? this.#read(op) : undefined
    if (op.op === 'start') this.#start(op)
    if (op.op === 'finish') this.#finish(op)
    this.#timers.pass(op.op === 'advance' ? op.ms : 0)
    this.#number()
    return this.#expectation(answer)
  }

  #expectation(answer: Reading | undefined): Expectation {
    if (answer !== undefined && 'stuck' in answer) return { accept: ['stuck'], rule: answer.rule }
    const lines = this.#events.map(({ line }) => line)
    const own = answer === undefined ? [] : [giving(answer.value)]
    // Beside an answer, runs of given functions alone stay in their order, as `normalized` leaves them.
    const isInTurn = answer !== undefined && lines.every((line) => callOf(line) === 0)
    const events = isInTurn ? lines : [eventsText(lines)]
    return { accept: [[...events, ...own].join('\n')], rule: answer?.rule ?? this.#rule() }
  }

  /** That of the first event that the program lacks; where it lacks none, that which forbids the rest. */
  #rule(): string {
    const did = [...this.#did]
    const lacking = this.#events.find(({ line }) => {
      const at = did.indexOf(line)
      if (at >= 0) did.splice(at, 1)
      return at < 0
    })
    return lacking?.rule ?? this.#quiet ?? this.#events[0]?.rule ?? this.#model.rule
  }

  #read(op: Operation & { op: 'invoke' }): Reading {
    const found = this.#subjects[op.on]?.read?.(op.method, op.args)
    if (found === undefined) throw new Error(`the model has no method ${op.method} that comes back at once`)
    return found
  }

  #start(op: Operation & { op: 'start' }): void {
    if (this.#started.has(op.id)) return
    this.#started.add(op.id)
    const { after } = op
    if (after === undefined || !this.#flying.has(after)) this.#launch(op)
    else if (this.#flying.get(after) === undefined) this.#flying.set(after, op)
  }

  #launch({ id, on, method, args }: Operation & { op: 'start' }): void {
    const subject = this.#subjects[on]
    if (subject === undefined) throw new Error(`there is no subject ${on}`)
    this.#flying.set(id, undefined)
    const start = (): void => subject.start({ id, method, args })
    if (this.#has('one-thread-for-calls') || this.#has('waits-for-itself'))
      this.#onlyThreads.inTurn(on, start)
    else start()
  }

  #has(id: OwnThreads): boolean {
    return this.#wrong.has(id)
  }

  #finish({ of, run, does }: Operation & { op: 'finish' }): void {
    const held = this.#held.get(of)?.[run - 1]
    if (held === undefined || held.isOver) return
    held.isOver = true
    held.then(outcomeOf(does))
  }

  /** Runs that began together count in the order of their lines, as in the drivers. */
  #number(): void {
    const inOrder = [...this.#fresh].sort(({ held: a }, { held: b }) => (a.line < b.line ? -1 : 1))
    for (const { of, held } of inOrder) this.#held.set(of, [...(this.#held.get(of) ?? []), held])
    this.#fresh = []
  }

  #runArgument(
    on: number,
    rule: string,
    flight: Flight,
    args: readonly Json[],
    then: (ran: Ran) => void,
    name?: string,
  ): void {
    const which = flight.args.filter(isFunction).find((one) => name === undefined || one.$function === name)
    if (which === undefined) throw new Error(`call ${flight.id} was handed no function`)
    const event = { line: `${flight.id} ${ran(which.$function, args)}`, rule }
    const following = this.#following(`${flight.id} ${which.$function}`, scriptOf(which))
    this.#enter(on, event, flight.id, following, args, then)
  }

  #enter(
    on: number,
    event: Event,
    of: number | string,
    following: Following,
    args: readonly Json[],
    then: (ran: Ran) => void,
  ): void {
    if (this.#has('waits-for-itself')) return
    if (!this.#has('one-thread-for-functions')) {
      this.#begin(event, of, following, args, then)
      return
    }
    const ended = (ran: Ran): void => {
      then(ran)
      this.#onlyThreads.free(on)
    }
    this.#onlyThreads.inTurn(on, () => this.#begin(event, of, following, args, ended))
  }

  #begin(
    event: Event,
    of: number | string,
    following: Following,
    args: readonly Json[],
    then: (ran: Ran) => void,
  ): void {
    this.#events.push(event)
    const deed = following.next(args[0])
    if (deed.holds) this.#fresh.push({ of, held: { line: event.line, then, isOver: false } })
    else then(outcomeOf(deed))
  }

  #following(of: string, script: Script = { does: [] }): Following {
    const known = this.#followed.get(of)
    if (known !== undefined) return known
    const made = new Following(script)
    this.#followed.set(of, made)
    return made
  }

  #end(on: number, rule: string, { id }: Flight, outcome: Ran): void {
    if (!this.#flying.has(id)) return
    const follower = this.#flying.get(id)
    this.#flying.delete(id)
    const told = 'error' in outcome ? raising(outcome.error) : giving(outcome.value)
    this.#events.push({ line: `${id}${told}`, rule })
    // The thread takes up the next only when this call has done all.
    if (this.#has('one-thread-for-calls') || this.#has('waits-for-itself'))
      this.#timers.later(() => this.#onlyThreads.free(on))
    if (follower !== undefined) this.#timers.later(() => this.#launch(follower))
  }
}

function outcomeOf({ gives = null, fails }: Deed): Ran {
  return fails === undefined ? { value: gives } : { error: fails }
}

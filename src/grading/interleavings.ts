import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { type Alternative, accepts, alternatives } from './alternatives.ts'
import type { Run } from './evidence.ts'
import { dueOf, isHanding } from './handing.ts'
import { type Language, threadsIn } from './languages.ts'
import { handsFunctions } from './meetings.ts'
import { type Expectation, type Model, NOTHING_WRONG } from './model.ts'
import type { Observation, Operation, Sequence } from './sequence.ts'

/** What the contract promises where several threads share one instance, as its README and its check say it. */
export function sharedStatement(contract: ExerciseContract, language: Language): string {
  return threadsIn(handsFunctions(contract) ? OF_MOMENTS : OF_CALLS, language)
}

const OF_CALLS =
  'Several threads may call at once: whatever happens between two of their steps, all answers are those of some order in which the calls could have come one after the other.'
const OF_MOMENTS =
  'Several threads may call at once. Each call takes effect at one moment before its function runs, and at one after that has ended: whatever happens between two steps of threads, all that is seen agrees with some order of these moments.'

/** Whether the contract promises anything to threads, in a language whose driver can put it to the test. */
export function areThreadsJudged({ shared }: ExerciseContract, { threads }: Language): boolean {
  return shared && threads
}

/** Id of the check. */
export const SIDE_BY_SIDE = 'side-by-side'

/**
 * Holds what the program showed against every order in which the calls side by side may have taken
 * effect: at least one must explain all of it (linearizability, Herlihy and Wing 1990, by brute force).
 */
export function judgeSideBySide(
  sequence: Sequence,
  observations: readonly Observation[],
  model: Model,
  contract: ExerciseContract,
): Run {
  const search = new Search(sequence, observations, model, contract)
  const divergence = search.divergence()
  if (divergence === undefined) return { sequence, observations, expectations: [], divergence }
  const before = Array.from({ length: divergence }, (): Expectation => ({ accept: [], rule: SIDE_BY_SIDE }))
  const last = { accept: search.due(), rule: SIDE_BY_SIDE }
  return { sequence, observations, expectations: [...before, last], divergence }
}

/** An order of all calls that agrees with what was seen so far. */
interface Order {
  readonly ops: readonly Operation[]
  readonly seen: readonly Observation[]
}

/** Depth first. */
class Search {
  readonly #sequence: Sequence
  readonly #observations: readonly Observation[]
  readonly #model: Model
  readonly #contract: ExerciseContract
  /** The furthest operation at which an order failed, one that came so far, and what it would have shown. */
  #failed: { at: number; order: Order; due: Set<string> } | undefined

  constructor(
    sequence: Sequence,
    observations: readonly Observation[],
    model: Model,
    contract: ExerciseContract,
  ) {
    this.#sequence = sequence
    this.#observations = observations
    this.#model = model
    this.#contract = contract
  }

  /** The first operation that no order explains. */
  divergence(): number | undefined {
    if (this.#isExplainedAtOnce()) return undefined
    return this.#explains({ ops: [], seen: [] }, 0) ? undefined : this.#failed?.at
  }

  /**
   * Whether the first order of each operation explains all: for a correct program it nearly always does, and then
   * the model is asked once, not at every meeting anew.
   */
  #isExplainedAtOnce(): boolean {
    const firsts: Alternative[] = []
    for (const [at, op] of this.#sequence.ops.entries()) {
      const [first] = alternatives(op, this.#observations[at], at)
      if (first === undefined) return false
      firsts.push(first)
    }
    const order = { ops: firsts.flatMap(({ ops }) => ops), seen: firsts.flatMap(({ seen }) => seen) }
    const expectations = this.#predict(order)
    let from = 0
    return firsts.every((first) => {
      const own = expectations.slice(from, from + first.ops.length)
      from += first.ops.length
      return first.agrees(own)
    })
  }

  /** What some orders would show there. */
  due(): readonly string[] {
    if (this.#failed === undefined) return []
    const { at, order, due } = this.#failed
    const op = this.#sequence.ops[at]
    if (op?.op !== 'together' || !isHanding(op)) return [...due]
    return dueOf(op, at, order.ops, this.#sequence, this.#model, this.#contract)
  }

  #explains(order: Order, at: number): boolean {
    const op = this.#sequence.ops[at]
    if (op === undefined) return true
    this.#fails(at, order, undefined)
    for (const one of alternatives(op, this.#observations[at], at)) {
      if (this.#goesOn(order, at, one)) return true
    }
    return false
  }

  /** With this alternative, through all that comes in turn after it, to the next calls side by side. */
  #goesOn(order: Order, at: number, one: Alternative): boolean {
    const { ops } = this.#sequence
    const next = ops.findIndex((op, index) => index > at && op.op === 'together')
    const rest = ops.slice(at + 1, next < 0 ? ops.length : next)
    const seen = rest.map((_, index) => this.#observations[at + 1 + index] ?? null)
    const upTo = (count: number): Order => ({
      ops: [...order.ops, ...one.ops, ...rest.slice(0, count)],
      seen: [...order.seen, ...one.seen, ...seen.slice(0, count)],
    })
    const whole = upTo(rest.length)
    const all = this.#predict(whole).slice(order.ops.length)
    const own = all.slice(0, one.ops.length)
    if (!one.agrees(own)) return this.#fails(at, order, one.due(own))
    const later = all.slice(one.ops.length)
    const failing = later.findIndex((due, index) => !accepts(due, seen[index]))
    if (failing >= 0) return this.#fails(at + 1 + failing, upTo(failing), later[failing]?.accept[0])
    return this.#explains(whole, at + 1 + rest.length)
  }

  #predict({ ops, seen }: Order): readonly Expectation[] {
    return this.#model.predict({ ...this.#sequence, ops }, this.#contract, NOTHING_WRONG, seen)
  }

  #fails(at: number, order: Order, due: string | undefined): false {
    if (this.#failed === undefined || this.#failed.at < at) this.#failed = { at, order, due: new Set() }
    if (this.#failed.at === at && due !== undefined) this.#failed.due.add(due)
    return false
  }
}

import type { Value } from '../../../history/operation.ts'
import { integer } from '../../evidence.ts'
import type { Entry } from '../entries.ts'
import type { Step } from '../model.ts'
import { type Search, timeline } from '../timeline.ts'
import { EarliestFirst } from './earliest-first.ts'

/** By how much the step changes the counter; undefined of an amount that is not a small integer. */
function amountOf({ f, input }: Step): number | undefined {
  if (f === 'read') return 0
  const amount = f === 'add' || input !== null ? integer(input) : 1
  return f === 'decrement' && amount !== undefined ? -amount : amount
}

/** The one amount other than 0 by which a counter is changed; undefined where there are several. */
function onlyAmount(entries: readonly Entry[]): number | undefined {
  let only = 0
  for (const { step } of entries) {
    const amount = amountOf(step)
    if (amount === undefined || (amount !== 0 && only !== 0 && amount !== only)) return undefined
    if (amount !== 0) only = amount
  }
  return only
}

/**
 * Whether operations on a counter that only ever changes by the same amount have an order; undefined of other counters,
 * for which that is NP-complete. Goes along the history and lets each change take effect as late as it can: at its
 * return, or at that of a read that tells of more, and then first those that return first (Jackson's rule for unit jobs
 * with deadlines, 1955). So at every moment the fewest changes have taken effect. Time n log n.
 */
export function searchCounter(entries: readonly Entry[]): Search | undefined {
  const amount = onlyAmount(entries)
  return amount === undefined ? undefined : new CounterWalk(entries, amount).run()
}

class CounterWalk {
  readonly #entries: readonly Entry[]
  readonly #amount: number
  readonly #pending: EarliestFirst
  readonly #done: Uint8Array
  /** Of each read how many changes had taken effect when it was called. */
  readonly #before: Int32Array
  #count = 0

  constructor(entries: readonly Entry[], amount: number) {
    this.#entries = entries
    this.#amount = amount
    this.#pending = new EarliestFirst((at) => (entries[at] as Entry).return)
    this.#done = new Uint8Array(entries.length)
    this.#before = new Int32Array(entries.length)
  }

  run(): Search {
    const steps = this.#entries.length
    for (const event of timeline(this.#entries)) {
      if (event >= 0) this.#call(event)
      else if (!this.#finish(~event)) return { verdict: false, blockedAt: ~event, steps }
    }
    return { verdict: true, steps }
  }

  #call(at: number): void {
    const { step } = this.#entries[at] as Entry
    if (step.f === 'read') this.#before[at] = this.#count
    else if (amountOf(step) !== 0) this.#pending.push(at)
  }

  #finish(at: number): boolean {
    const { step } = this.#entries[at] as Entry
    if (step.f === 'read') return step.output === undefined || this.#canTell(at, step.output)
    if (amountOf(step) !== 0 && this.#done[at] === 0) this.#take(at)
    return true
  }

  #take(at: number): void {
    this.#done[at] = 1
    this.#count += 1
  }

  /** Whether the read can have been told this at some moment; then so many changes take effect as it tells of. */
  #canTell(at: number, told: Value): boolean {
    const value = integer(told)
    if (value === undefined) return false
    const changes = this.#amount === 0 ? (value === 0 ? 0 : -1) : value / this.#amount
    if (!Number.isInteger(changes) || changes < (this.#before[at] as number)) return false
    while (this.#count < changes) {
      const next = this.#pending.pop()
      if (next === undefined) return false
      if (this.#done[next] === 0) this.#take(next)
    }
    return true
  }
}

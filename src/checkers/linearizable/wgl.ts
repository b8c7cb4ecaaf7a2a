import { Configurations, mix } from './configurations.ts'
import type { Search } from './timeline.ts'
import { NO_ROOM } from './transitions.ts'

/** What the search needs to know of the object: the state after step `step`, -1 where it may not be taken, or `NO_ROOM`. */
export interface Automaton {
  next(state: number, step: number): number
}

/**
 * Whether the operations have an order, by depth-first search with a memory of configurations: Wing and Gong
 * ("Testing and verifying concurrent objects", 1993) with Lowe's cache. Works for every object, in time exponential
 * in the number of operations that overlap. `events` as `timeline` gives them, `steps[i]` is what operation i does.
 * An operation that never returns may be left out.
 *
 * A prefix of the history has an order exactly when some configuration has all operations of the prefix behind it,
 * and the search meets every configuration before it gives up. So the furthest return it was ever stopped at is the
 * first that no order can pass.
 */
export function searchOrder(
  events: Int32Array,
  steps: ArrayLike<number>,
  automaton: Automaton,
  budget: number,
): Search {
  return new OrderSearch(events, steps, automaton).run(budget)
}

class OrderSearch {
  readonly #events: Int32Array
  readonly #steps: ArrayLike<number>
  readonly #automaton: Automaton
  /** The events as a list in which those of operations already taken are left out; the last entry is its head. */
  readonly #next: Int32Array
  readonly #previous: Int32Array
  readonly #callAt: Int32Array
  readonly #returnAt: Int32Array
  /** The set of operations taken: first those that never return, then the others in order of their calls. */
  readonly #bits: Int32Array
  readonly #bitOf: Int32Array
  readonly #seen: Configurations
  readonly #taken: number[] = []
  readonly #states: number[] = []
  #hash = 0
  #missing = 0

  constructor(events: Int32Array, steps: ArrayLike<number>, automaton: Automaton) {
    this.#events = events
    this.#steps = steps
    this.#automaton = automaton
    const size = events.length
    this.#next = new Int32Array(size + 1)
    this.#previous = new Int32Array(size + 1)
    for (let at = 0; at < size; at += 1) {
      this.#next[at] = at + 1
      this.#previous[at + 1] = at
    }
    this.#previous[0] = size
    this.#callAt = new Int32Array(steps.length)
    this.#returnAt = new Int32Array(steps.length).fill(-1)
    events.forEach((event, at) => {
      if (event >= 0) this.#callAt[event] = at
      else {
        this.#returnAt[~event] = at
        this.#missing += 1
      }
    })
    const kept = (steps.length - this.#missing + 31) >>> 5
    this.#seen = new Configurations(kept)
    this.#lowWord = kept
    this.#highWord = kept
    this.#bits = new Int32Array(kept + ((this.#missing + 31) >>> 5))
    let open = 0
    let ended = 32 * kept
    this.#bitOf = this.#returnAt.map((at) => (at === -1 ? open++ : ended++))
  }

  run(budget: number): Search {
    const head = this.#events.length
    let at = this.#next[head] as number
    let state = 0
    let furthest = -1
    let made = 0
    while (this.#missing > 0) {
      const event = this.#events[at] as number
      if (event >= 0) {
        made += 1
        const after = this.#automaton.next(state, this.#steps[event] as number)
        if (after >= 0 && this.#take(event, state, after)) {
          state = after
          at = this.#next[head] as number
        } else at = this.#next[at] as number
        if (after === NO_ROOM || this.#seen.isFull) return { verdict: 'unknown', noRoom: true, steps: made }
        if (made > budget) return { verdict: 'unknown', steps: made }
        continue
      }
      if (at > furthest) furthest = at
      const last = this.#taken.pop()
      if (last === undefined)
        return { verdict: false, blockedAt: ~(this.#events[furthest] as number), steps: made }
      state = this.#states.pop() as number
      this.#giveBack(last)
      at = this.#next[this.#callAt[last] as number] as number
    }
    return { verdict: true, order: this.#taken, steps: made }
  }

  /** Takes the operation as the next of the order; false when that was tried before, or is in vain. */
  #take(operation: number, before: number, after: number): boolean {
    const returns = this.#returnAt[operation] as number
    // An operation that need not be in the order, and changes nothing, only makes the search longer.
    if (returns === -1 && before === after) return false
    const hash = this.#hash ^ mix(operation + 1)
    this.#set(operation)
    if (!this.#seen.add(hash, after, this.#bits, this.#lowWord, this.#highWord)) {
      this.#clear(operation)
      return false
    }
    this.#hash = hash
    this.#taken.push(operation)
    this.#states.push(before)
    this.#unlink(this.#callAt[operation] as number)
    if (returns !== -1) {
      this.#unlink(returns)
      this.#missing -= 1
    }
    return true
  }

  #giveBack(operation: number): void {
    const returns = this.#returnAt[operation] as number
    if (returns !== -1) {
      this.#link(returns)
      this.#missing += 1
    }
    this.#link(this.#callAt[operation] as number)
    this.#hash ^= mix(operation + 1)
    this.#clear(operation)
  }

  #unlink(at: number): void {
    const previous = this.#previous[at] as number
    const next = this.#next[at] as number
    this.#next[previous] = next
    this.#previous[next] = previous
  }

  #link(at: number): void {
    this.#next[this.#previous[at] as number] = at
    this.#previous[this.#next[at] as number] = at
  }

  /** The window: before the first word all others but the kept are full, from the second on empty. */
  #lowWord = 0
  #highWord = 0

  #set(operation: number): void {
    const bit = this.#bitOf[operation] as number
    const word = bit >>> 5
    this.#bits[word] = (this.#bits[word] as number) | (1 << (bit & 31))
    if (this.#returnAt[operation] === -1) return
    while (this.#lowWord < this.#bits.length && this.#bits[this.#lowWord] === -1) this.#lowWord += 1
    if (word >= this.#highWord) this.#highWord = word + 1
  }

  #clear(operation: number): void {
    const bit = this.#bitOf[operation] as number
    const word = bit >>> 5
    this.#bits[word] = (this.#bits[word] as number) & ~(1 << (bit & 31))
    if (this.#returnAt[operation] === -1) return
    if (word < this.#lowWord) this.#lowWord = word
    const first = this.#seen.kept
    while (this.#highWord > first && this.#bits[this.#highWord - 1] === 0) this.#highWord -= 1
  }
}

import type { Entry } from './messages.ts'

/** The empty log; also says that there is none. */
export const ROOT = 0

/**
 * All logs that were ever seen, as one tree: a log is a number, that of the node at which it ends, and
 * logs that begin alike share the way to where they part. Equal numbers are equal logs.
 *
 * Each field is an array of its own, because every entry of every server passes here.
 */
export class LogTree {
  readonly #entries: (Entry | undefined)[] = [undefined]
  readonly #firstChild = [ROOT]
  readonly #nextChild = [ROOT]
  /** By index of an entry: a log that ends there ... */
  readonly #endsAt: number[] = []
  /** ... and by log: another one of its length. */
  readonly #sameLength = [ROOT]

  /** The entry at which a log ends, as it was first seen. */
  last(log: number): Entry | undefined {
    return this.#entries[log]
  }

  /** The log that goes on from `before` with this entry; ROOT when no server has had it yet. */
  find(before: number, { term, operation }: Entry): number {
    for (let log = this.#firstChild[before] as number; log !== ROOT; log = this.#nextChild[log] as number) {
      const entry = this.#entries[log] as Entry
      if (entry.term === term && entry.operation === operation) return log
    }
    return ROOT
  }

  /** Adds that log, whose last entry stands at `index`, counted from 1. */
  add(before: number, entry: Entry, index: number): number {
    const log = this.#entries.push(entry) - 1
    this.#firstChild.push(ROOT)
    this.#nextChild.push(this.#firstChild[before] as number)
    this.#firstChild[before] = log
    while (this.#endsAt.length <= index) this.#endsAt.push(ROOT)
    this.#sameLength.push(this.#endsAt[index] as number)
    this.#endsAt[index] = log
    return log
  }

  /** Whether another log of its length ends in the same term. */
  hasRival(log: number): boolean {
    const term = this.#entries[log]?.term
    let other = this.#sameLength[log] as number
    while (other !== ROOT && this.#entries[other]?.term !== term) other = this.#sameLength[other] as number
    return other !== ROOT
  }
}

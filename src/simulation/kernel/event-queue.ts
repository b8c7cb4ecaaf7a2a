import { ManyEvents } from './many-events.ts'

/** With more pending than this a row is slower than a heap, with fewer than that it is faster: see bench/. */
const ROW_HOLDS = 48
const HEAP_BELOW = 24
const TWO_TO_32 = 4294967296

/**
 * Events by time, ties in the order of insertion. While few are pending, as in a cluster of a few
 * nodes, they stand in a row, sorted, with the next one last: it is taken off without a look at the
 * others, and a new one moves those that come before it by one place. That is faster than a heap,
 * whose every step is a branch that no processor can foresee. See `ManyEvents` for when they are many.
 *
 * A popped event is read from the queue's own fields, so that nothing is allocated per event.
 */
export class EventQueue {
  /** The event that `pop` took off. */
  timeUs = 0
  kind = 0
  subject = 0

  length = 0
  /** By event, two numbers side by side: the time, and kind and subject in one. */
  readonly #row = new Float64Array(2 * ROW_HOLDS)
  /** In place of the row while there are too many for it. */
  #many: ManyEvents | undefined

  push(timeUs: number, kind: number, subject: number): void {
    const row = this.#row
    const pending = this.length
    this.length = pending + 1
    if (pending >= ROW_HOLDS || this.#many !== undefined) {
      this.#pushToMany(timeUs, kind, subject)
      return
    }
    let at = 2 * pending
    for (; at > 0; at -= 2) {
      const otherUs = row[at - 2] as number
      if (otherUs > timeUs) break
      row[at] = otherUs
      row[at + 1] = row[at - 1] as number
    }
    row[at] = timeUs
    row[at + 1] = kind * TWO_TO_32 + (subject >>> 0)
  }

  /** Takes off the earliest event into this queue's fields. False when there is none. */
  pop(): boolean {
    return this.popBefore(Number.POSITIVE_INFINITY)
  }

  /** The same, but only if the earliest event is due before `limitUs`. */
  popBefore(limitUs: number): boolean {
    if (this.#many !== undefined) return this.#popFromMany(this.#many, limitUs)
    const left = this.length - 1
    if (left < 0) return false
    const timeUs = this.#row[2 * left] as number
    if (timeUs >= limitUs) return false
    const what = this.#row[2 * left + 1] as number
    this.timeUs = timeUs
    this.kind = (what / TWO_TO_32) | 0
    this.subject = what | 0
    this.length = left
    return true
  }

  /** Forgets all that is pending. */
  clear(): void {
    this.length = 0
    this.#many = undefined
  }

  #pushToMany(timeUs: number, kind: number, subject: number): void {
    this.#many ??= this.#toMany()
    this.#many.push(timeUs, kind, subject)
  }

  #toMany(): ManyEvents {
    const many = new ManyEvents()
    for (let at = 2 * ROW_HOLDS - 2; at >= 0; at -= 2) {
      const what = this.#row[at + 1] as number
      many.push(this.#row[at] as number, (what / TWO_TO_32) | 0, what | 0)
    }
    return many
  }

  #popFromMany(many: ManyEvents, limitUs: number): boolean {
    if (!many.popBefore(limitUs)) return false
    this.timeUs = many.timeUs
    this.kind = many.kind
    this.subject = many.subject
    this.length = many.length
    if (many.length < HEAP_BELOW) this.#toRow(many)
    return true
  }

  #toRow(many: ManyEvents): void {
    for (let at = 2 * many.length - 2; at >= 0; at -= 2) {
      many.pop()
      this.#row[at] = many.timeUs
      this.#row[at + 1] = many.kind * TWO_TO_32 + (many.subject >>> 0)
    }
    this.#many = undefined
  }
}

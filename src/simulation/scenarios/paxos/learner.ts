import type { Disk } from '../../kernel/cluster/model.ts'
import type { Value } from './messages.ts'

const MOST_VALUES = 64

interface Learned {
  readonly slot: number
  readonly value: Value
}

/** Knows which values were chosen and executes them in the order of the slots (section 3). */
export class Learner {
  /** The first slot whose value it does not know. */
  next = 1
  /** All that it learned, in the order in which it did. */
  readonly journal: readonly Learned[]
  readonly #disk: Disk
  readonly #values: (Value | undefined)[] = []

  constructor(disk: Disk) {
    this.#disk = disk
    this.journal = disk.list<Learned>('learned')
    for (const { slot, value } of this.journal) this.#values[slot] = value
    while (this.knows(this.next)) this.next += 1
  }

  knows(slot: number): boolean {
    return this.#values[slot] !== undefined
  }

  /** The highest slot of which it knows the value. */
  get last(): number {
    return Math.max(0, this.#values.length - 1)
  }

  /** Calls `execute` for each slot whose turn has come. */
  learn(slot: number, value: Value, execute: (slot: number, value: Value) => void): void {
    if (this.knows(slot)) return
    // No sync: what is chosen stays chosen and can be learned again.
    this.#disk.append('learned', { slot, value })
    this.#values[slot] = value
    for (;;) {
      const due = this.#values[this.next]
      if (due === undefined) break
      this.next += 1
      execute(this.next - 1, due)
    }
  }

  /** Values without a gap from `from` on, for those who missed them. */
  from(from: number): Value[] {
    const values: Value[] = []
    for (let slot = from; slot < this.next && values.length < MOST_VALUES; slot += 1) {
      values.push(this.#values[slot] as Value)
    }
    return values
  }

  /** In the order of the slots, gaps included. */
  texts(): string[] {
    return Array.from(this.#values.slice(1), (value) => (value === undefined ? '?' : textOf(value)))
  }
}

function textOf({ operation }: Value): string {
  return operation < 0 ? '-' : String(operation)
}

import type { Message } from './model.ts'

const INITIAL_CAPACITY = 64

/** Messages under way, in numbered slots that are used again. */
export class InFlight {
  from = new Int32Array(INITIAL_CAPACITY)
  to = new Int32Array(INITIAL_CAPACITY)
  /** What who records knows the message by; -1 when nobody records. */
  record = new Int32Array(INITIAL_CAPACITY)
  readonly messages: (Message | undefined)[] = []
  readonly #free: number[] = []
  #used = 0

  add(from: number, to: number, message: Message, record: number): number {
    const slot = this.#free.pop() ?? this.#fresh()
    this.from[slot] = from
    this.to[slot] = to
    this.record[slot] = record
    this.messages[slot] = message
    return slot
  }

  take(slot: number): Message {
    const message = this.messages[slot]
    if (message === undefined) throw new Error(`no message in slot ${slot}`)
    this.messages[slot] = undefined
    this.#free.push(slot)
    return message
  }

  #fresh(): number {
    const slot = this.#used
    this.#used += 1
    if (slot === this.from.length) {
      this.from = doubled(this.from)
      this.to = doubled(this.to)
      this.record = doubled(this.record)
    }
    return slot
  }
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(old.length * 2)
  grown.set(old)
  return grown
}

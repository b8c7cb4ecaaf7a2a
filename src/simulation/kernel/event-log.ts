export interface LoggedEvent {
  readonly atUs: number
  readonly code: number
  readonly a: number
  readonly b: number
}

/**
 * The latest events that a reader would care about, as numbers in rings; they become words only
 * when somebody asks, so that a run which nobody reads pays next to nothing.
 */
export class EventLog {
  #written = 0
  readonly #capacity: number
  readonly #times: Float64Array
  readonly #codes: Uint8Array
  readonly #as: Int32Array
  readonly #bs: Int32Array

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#times = new Float64Array(capacity)
    this.#codes = new Uint8Array(capacity)
    this.#as = new Int32Array(capacity)
    this.#bs = new Int32Array(capacity)
  }

  add(atUs: number, code: number, a: number, b: number): void {
    const slot = this.#written % this.#capacity
    this.#times[slot] = atUs
    this.#codes[slot] = code
    this.#as[slot] = a
    this.#bs[slot] = b
    this.#written += 1
  }

  /** What is still held, oldest first. */
  all(): LoggedEvent[] {
    const held = Math.min(this.#written, this.#capacity)
    return Array.from({ length: held }, (_, index) => {
      const slot = (this.#written - held + index) % this.#capacity
      return {
        atUs: this.#times[slot] ?? 0,
        code: this.#codes[slot] ?? 0,
        a: this.#as[slot] ?? 0,
        b: this.#bs[slot] ?? 0,
      }
    })
  }
}

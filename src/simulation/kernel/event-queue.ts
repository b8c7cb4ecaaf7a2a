const INITIAL_CAPACITY = 256

/**
 * A binary heap of events by time, ties in the order of insertion. Events live in typed arrays and
 * a popped one is read from the queue's own fields, so that nothing is allocated per event.
 */
export class EventQueue {
  /** The event that `pop` took off. */
  timeUs = 0
  kind = 0
  subject = 0

  length = 0
  #inserted = 0
  #times = new Float64Array(INITIAL_CAPACITY)
  #orders = new Uint32Array(INITIAL_CAPACITY)
  #kinds = new Uint8Array(INITIAL_CAPACITY)
  #subjects = new Int32Array(INITIAL_CAPACITY)

  push(timeUs: number, kind: number, subject: number): void {
    if (this.length === this.#times.length) this.#grow()
    const times = this.#times
    const orders = this.#orders
    const kinds = this.#kinds
    const subjects = this.#subjects
    let hole = this.length
    this.length += 1
    // A new event is younger than all others, so that it rises only past later times, never past equals.
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if ((times[parent] as number) <= timeUs) break
      times[hole] = times[parent] as number
      orders[hole] = orders[parent] as number
      kinds[hole] = kinds[parent] as number
      subjects[hole] = subjects[parent] as number
      hole = parent
    }
    times[hole] = timeUs
    orders[hole] = this.#inserted
    kinds[hole] = kind
    subjects[hole] = subject
    this.#inserted += 1
  }

  /** Takes off the earliest event into this queue's fields. False when there is none. */
  pop(): boolean {
    if (this.length === 0) return false
    this.timeUs = this.#times[0] as number
    this.kind = this.#kinds[0] as number
    this.subject = this.#subjects[0] as number
    this.length -= 1
    if (this.length > 0) this.#sinkLast()
    return true
  }

  /** Lets the last event fall from the top to its place. */
  #sinkLast(): void {
    const times = this.#times
    const orders = this.#orders
    const kinds = this.#kinds
    const subjects = this.#subjects
    const last = this.length
    const timeUs = times[last] as number
    const order = orders[last] as number
    let hole = 0
    for (let child = 1; child < last; child = 2 * hole + 1) {
      const right = child + 1
      let childTime = times[child] as number
      if (right < last) {
        const rightTime = times[right] as number
        const rightFirst =
          rightTime < childTime ||
          (rightTime === childTime && (orders[right] as number) < (orders[child] as number))
        if (rightFirst) {
          child = right
          childTime = rightTime
        }
      }
      if (timeUs < childTime || (timeUs === childTime && order < (orders[child] as number))) break
      times[hole] = childTime
      orders[hole] = orders[child] as number
      kinds[hole] = kinds[child] as number
      subjects[hole] = subjects[child] as number
      hole = child
    }
    times[hole] = timeUs
    orders[hole] = order
    kinds[hole] = kinds[last] as number
    subjects[hole] = subjects[last] as number
  }

  #grow(): void {
    const capacity = this.#times.length * 2
    this.#times = copied(new Float64Array(capacity), this.#times)
    this.#orders = copied(new Uint32Array(capacity), this.#orders)
    this.#kinds = copied(new Uint8Array(capacity), this.#kinds)
    this.#subjects = copied(new Int32Array(capacity), this.#subjects)
  }
}

function copied<T extends { set(from: T): void }>(to: T, from: T): T {
  to.set(from)
  return to
}

export interface Options {
  capacity?: number
  policy?: 'reject' | 'drop_oldest' | 'drop_newest'
  highWatermark?: number
  lowWatermark?: number
}

export class QueueFullError extends Error {}

export class InvalidRequestError extends Error {}

/** A bounded queue with credits for the consumer and a pause for the producer. */
export class BoundedQueue {
  readonly #capacity: number
  readonly #policy: 'reject' | 'drop_oldest' | 'drop_newest'
  readonly #high: number
  readonly #low: number
  /** A ring: the first item lies at `#first`. */
  readonly #ring: string[] = []
  #first = 0
  #size = 0
  #credits = 0
  #isPaused = false
  readonly #counts = { offered: 0, delivered: 0, dropped: 0, rejected: 0 }

  constructor({ capacity = 16, policy = 'reject', highWatermark = 12, lowWatermark = 4 }: Options = {}) {
    this.#capacity = capacity
    this.#policy = policy
    this.#high = highWatermark
    this.#low = lowWatermark
  }

  offer(item: string): string | undefined {
    this.#counts.offered += 1
    if (this.#size < this.#capacity) {
      this.#append(item)
      return undefined
    }
    if (this.#policy === 'reject') {
      this.#counts.rejected += 1
      throw new QueueFullError('the queue is full')
    }
    this.#counts.dropped += 1
    if (this.#policy === 'drop_newest') return item
    const oldest = this.#takeFirst()
    this.#append(item)
    return oldest
  }

  request(count: number): void {
    if (count < 1) throw new InvalidRequestError(`${count} items were requested`)
    this.#credits += count
  }

  poll(): string | undefined {
    if (this.#credits === 0 || this.#size === 0) return undefined
    this.#credits -= 1
    this.#counts.delivered += 1
    const item = this.#takeFirst()
    if (this.#size <= this.#low) this.#isPaused = false
    return item
  }

  isPaused(): boolean {
    return this.#isPaused
  }

  size(): number {
    return this.#size
  }

  counts(): Record<string, number> {
    return { ...this.#counts }
  }

  #append(item: string): void {
    this.#ring[(this.#first + this.#size) % this.#capacity] = item
    this.#size += 1
    if (this.#size >= this.#high) this.#isPaused = true
  }

  #takeFirst(): string | undefined {
    const item = this.#ring[this.#first]
    this.#first = (this.#first + 1) % this.#capacity
    this.#size -= 1
    return item
  }
}

export interface Options {
  publish: (id: string, payload: string) => Promise<void>
  maxAttempts?: number
}

/** The broker will never take this event. */
export class MessageRejectedError extends Error {
  override name = 'MessageRejectedError'
}

interface OutboxEvent {
  readonly position: number
  readonly id: string
  readonly key: string
  readonly payload: string
  failures: number
}

/** A store that writes state and events in one step, and the relay that publishes the events. */
export class TransactionalOutbox {
  readonly #publish: (id: string, payload: string) => Promise<void>
  readonly #maxAttempts: number
  readonly #state = new Map<string, string>()
  readonly #numbers = new Map<string, number>()
  readonly #parked = new Map<string, OutboxEvent>()
  #pending = new Map<string, OutboxEvent>()
  #committed = 0

  constructor({ publish, maxAttempts = 5 }: Options) {
    this.#publish = publish
    this.#maxAttempts = maxAttempts
  }

  update(keys: readonly string[], compute: (key: string, value: string) => string): string[] {
    const values = new Map<string, string>()
    const writes = keys.map((key) => {
      const value = compute(key, values.get(key) ?? this.get(key))
      values.set(key, value)
      return { key, value }
    })
    // Nothing below this line can fail, and nothing else runs before it is over.
    for (const [key, value] of values) this.#state.set(key, value)
    return writes.map(({ key, value }) => this.#append(key, value))
  }

  get(key: string): string {
    return this.#state.get(key) ?? ''
  }

  async poll(batch: number): Promise<number> {
    const heldBack = new Set<string>()
    let calls = 0
    let published = 0
    for (const event of this.#pending.values()) {
      if (calls === batch) break
      if (heldBack.has(event.key)) continue
      calls += 1
      if (await this.#offer(event)) published += 1
      else if (this.#pending.has(event.id)) heldBack.add(event.key)
    }
    return published
  }

  pending(): string[] {
    return [...this.#pending.keys()]
  }

  parked(): string[] {
    return inOrder(this.#parked.values()).map(({ id }) => id)
  }

  release(id: string): boolean {
    const event = this.#parked.get(id)
    if (event === undefined) return false
    this.#parked.delete(id)
    event.failures = 0
    this.#pending = new Map(inOrder([...this.#pending.values(), event]).map((one) => [one.id, one]))
    return true
  }

  #append(key: string, payload: string): string {
    const number = (this.#numbers.get(key) ?? 0) + 1
    this.#numbers.set(key, number)
    this.#committed += 1
    const id = `${key}#${number}`
    this.#pending.set(id, { position: this.#committed, id, key, payload, failures: 0 })
    return id
  }

  /** Whether the event was published. If not, it is pending still, or parked. */
  async #offer(event: OutboxEvent): Promise<boolean> {
    try {
      await this.#publish(event.id, event.payload)
    } catch (error) {
      event.failures += 1
      if (error instanceof MessageRejectedError || event.failures >= this.#maxAttempts) {
        this.#pending.delete(event.id)
        this.#parked.set(event.id, event)
      }
      return false
    }
    this.#pending.delete(event.id)
    return true
  }
}

function inOrder(events: Iterable<OutboxEvent>): OutboxEvent[] {
  return [...events].sort((a, b) => a.position - b.position)
}

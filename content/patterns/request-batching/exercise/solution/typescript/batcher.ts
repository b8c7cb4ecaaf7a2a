export interface Options<V = unknown> {
  maxBatch?: number
  maxDelayMs?: number
  /** One entry for each key, in their order; null where there is no such key. */
  loadMany: (keys: string[]) => Promise<(V | null)[]>
  schedule?: (delayMs: number, callback: () => void) => () => void
}

export class NotFoundError extends Error {
  override name = 'NotFoundError'
}

export class WrongCountError extends Error {
  override name = 'WrongCountError'
}

export class ClosedError extends Error {
  override name = 'ClosedError'
}

interface Batch<V> {
  readonly positions: Map<string, number>
  readonly entries: Promise<(V | null)[]>
  /** Asks for its entries. */
  send(): void
}

/** Sends single requests that come close together as one. */
export class Batcher<V = unknown> {
  readonly #maxBatch: number
  readonly #maxDelayMs: number
  readonly #loadMany: (keys: string[]) => Promise<(V | null)[]>
  readonly #schedule: (delayMs: number, callback: () => void) => () => void
  #waiting: Batch<V> | undefined
  #isClosed = false

  constructor({ maxBatch = 10, maxDelayMs = 10, loadMany, schedule = timer }: Options<V>) {
    this.#maxBatch = maxBatch
    this.#maxDelayMs = maxDelayMs
    this.#loadMany = loadMany
    this.#schedule = schedule
  }

  async load(key: string): Promise<V> {
    if (this.#isClosed) throw new ClosedError('the batcher is closed')
    this.#waiting ??= this.#open()
    const batch = this.#waiting
    const position = batch.positions.get(key) ?? batch.positions.size
    batch.positions.set(key, position)
    if (batch.positions.size >= this.#maxBatch) this.#send(batch)
    const entry = (await batch.entries)[position]
    if (entry === null || entry === undefined) throw new NotFoundError(key)
    return entry
  }

  flush(): void {
    if (this.#waiting !== undefined) this.#send(this.#waiting)
  }

  close(): void {
    this.#isClosed = true
    this.flush()
  }

  waiting(): number {
    return this.#waiting?.positions.size ?? 0
  }

  #open(): Batch<V> {
    const positions = new Map<string, number>()
    let ask = (): void => {}
    const entries = new Promise<(V | null)[]>((resolve) => {
      ask = () => resolve(this.#ask([...positions.keys()]))
    })
    const cancel = this.#schedule(this.#maxDelayMs, () => this.#send(batch))
    const send = (): void => {
      cancel()
      ask()
    }
    const batch = { positions, entries, send }
    return batch
  }

  /** From now on nobody joins it. One that was sent before is not the one that waits. */
  #send(batch: Batch<V>): void {
    if (this.#waiting !== batch) return
    this.#waiting = undefined
    batch.send()
  }

  async #ask(keys: string[]): Promise<(V | null)[]> {
    const entries = await this.#loadMany(keys)
    if (entries.length === keys.length) return entries
    throw new WrongCountError(`${entries.length} entries for ${keys.length} keys`)
  }
}

function timer(delayMs: number, callback: () => void): () => void {
  const handle = setTimeout(callback, delayMs)
  return () => clearTimeout(handle)
}

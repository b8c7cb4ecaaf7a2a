import type { Wrong } from './misconceptions.ts'

export interface Entry {
  id: string
  readonly key: string
  readonly payload: string
  failures: number
  isParked: boolean
  /** The how manyth it was to be parked. */
  parkedAs: number
}

interface Write {
  readonly key: string
  readonly value: string
  readonly isLast: boolean
}

/** State and outbox, which change in one step. */
export class Store {
  readonly #has: (id: Wrong) => boolean
  readonly state = new Map<string, string>()
  /** Whatever is not sent, in the order of commits. */
  entries: Entry[] = []
  /** How many events each key has had. */
  readonly #numbers = new Map<string, number>()
  /** For who counts by key. */
  readonly failures = new Map<string, number>()
  #parked = 0

  constructor(has: (id: Wrong) => boolean) {
    this.#has = has
  }

  value(key: string): string {
    return this.state.get(key) ?? ''
  }

  /** Gives the ids of the events. */
  commit(writes: readonly { readonly key: string; readonly value: string }[]): string[] {
    return writes.flatMap((write, at) => {
      const isLast = at === writes.length - 1
      const isRepeated = writes.slice(at + 1).some(({ key }) => key === write.key)
      if (isRepeated && this.#has('one-event-a-key')) return []
      return this.#write({ ...write, isLast })
    })
  }

  #write({ key, value, isLast }: Write): string[] {
    const isSame = this.value(key) === value
    this.state.set(key, value)
    if ((isSame && this.#has('ignores-unchanged')) || (!isLast && this.#has('state-only'))) return []
    return [this.append(key, value)]
  }

  /** Writes an event without the state that belongs to it. */
  append(key: string, payload: string): string {
    const id = `${key}#${this.#next(key)}`
    this.entries.push({ id, key, payload, failures: 0, isParked: false, parkedAs: 0 })
    return id
  }

  nextParked(): number {
    this.#parked += 1
    return this.#parked
  }

  /** Uses up the number of an event that comes to nothing. */
  burn(key: string): void {
    this.#next(key)
  }

  #next(key: string): number {
    if (this.#has('reuses-ids')) return this.entries.filter((one) => one.key === key).length + 1
    const counted = this.#has('numbers-all-keys') ? '' : key
    const number = (this.#numbers.get(counted) ?? 0) + 1
    this.#numbers.set(counted, number)
    return number
  }
}

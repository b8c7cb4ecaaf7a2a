import type { StepRecord } from './messages.ts'

/** What a saga did after it had seen the stock of an item that another, open saga had changed. */
interface Look {
  readonly refused: boolean
}

/**
 * Counts what others see of sagas that are later taken back. A saga is atomic but not isolated: its
 * steps are visible at once (Garcia-Molina and Salem 1987).
 */
export class Isolation {
  /** Looks at something that a saga took and that it gave back later. */
  dirtyReads = 0
  /** Of those, the ones that found nothing left. */
  needlessRefusals = 0
  /** By service and item: sagas that took one and are not known to be complete. */
  readonly #holders = new Map<string, Set<number>>()
  /** By service and saga: who looked meanwhile. */
  readonly #looks = new Map<string, Look[]>()

  note(service: number, { kind, saga, item }: StepRecord, wasOutOfStock: boolean): void {
    const holders = this.#holdersOf(`${service} ${item}`)
    if (kind === 'undone') this.#takenBack(service, saga, holders)
    else if (kind !== 'cancelled') {
      for (const holder of holders) this.#looksOf(service, holder).push({ refused: wasOutOfStock })
      if (kind === 'done') holders.add(saga)
    }
  }

  completed(saga: number): void {
    for (const holders of this.#holders.values()) holders.delete(saga)
  }

  #takenBack(service: number, saga: number, holders: Set<number>): void {
    const looks = this.#looksOf(service, saga)
    this.dirtyReads += looks.length
    this.needlessRefusals += looks.filter(({ refused }) => refused).length
    looks.length = 0
    holders.delete(saga)
  }

  #holdersOf(place: string): Set<number> {
    const known = this.#holders.get(place) ?? new Set<number>()
    this.#holders.set(place, known)
    return known
  }

  #looksOf(service: number, saga: number): Look[] {
    const key = `${service} ${saga}`
    const known = this.#looks.get(key) ?? []
    this.#looks.set(key, known)
    return known
  }
}

import type { Operation } from '../../kernel/cluster/model.ts'

/** An update: the `index`th (from 1) that its replica took. */
export interface Update {
  readonly operation: Operation
  readonly replica: number
  readonly index: number
  /** How many updates of each replica its own replica knew then. */
  readonly sawOf: Int32Array
}

interface Add extends Update {
  /** The removes of the element that had seen this add. */
  readonly removedBy: Update[]
}

/**
 * All updates of a run and who had seen what, kept outside of the replicas. Because whole states are
 * sent, a replica that knows an update knows all earlier ones of the same replica: what is known is
 * one number for each replica.
 */
export class UpdateHistory {
  readonly #of: Update[][]
  /** By replica: the sums over its first updates. */
  readonly #grown: number[][]
  readonly #balance: number[][]
  readonly #adds: Add[][]
  readonly #writes: Update[] = []
  readonly #writeOf = new Map<number, Update>()

  constructor(replicas: number, elements: number) {
    this.#of = Array.from({ length: replicas }, () => [])
    this.#grown = Array.from({ length: replicas }, () => [0])
    this.#balance = Array.from({ length: replicas }, () => [0])
    this.#adds = Array.from({ length: elements }, () => [])
  }

  add(operation: Operation, replica: number, sawOf: Int32Array): Update {
    const own = this.#of[replica] as Update[]
    const update: Update = { operation, replica, index: own.length + 1, sawOf }
    own.push(update)
    const grown = this.#grown[replica] as number[]
    const balance = this.#balance[replica] as number[]
    const { name, key } = operation
    grown.push((grown.at(-1) as number) + (name === 'increment' ? 1 : 0))
    balance.push((balance.at(-1) as number) + (name === 'plus' ? 1 : name === 'minus' ? -1 : 0))
    if (name === 'add') this.#adds[Number(key)]?.push({ ...update, removedBy: [] })
    if (name === 'remove') {
      for (const live of this.#liveAdds(Number(key), sawOf)) live.removedBy.push(update)
    }
    if (name === 'write') {
      this.#writes.push(update)
      this.#writeOf.set(operation.id, update)
    }
    return update
  }

  grown(known: Int32Array): number {
    return this.#grown.reduce((sum, sums, replica) => sum + (sums[known[replica] as number] as number), 0)
  }

  balance(known: Int32Array): number {
    return this.#balance.reduce((sum, sums, replica) => sum + (sums[known[replica] as number] as number), 0)
  }

  contains(element: number, known: Int32Array): boolean {
    return this.#liveAdds(element, known).length > 0
  }

  write(operation: number): Update | undefined {
    return this.#writeOf.get(operation)
  }

  /** A known write that had seen this one. */
  laterWrite(write: Update, known: Int32Array): Update | undefined {
    return this.#writes.find((other) => isKnown(other, known) && isKnown(write, other.sawOf))
  }

  #liveAdds(element: number, known: Int32Array): Add[] {
    const adds = this.#adds[element] ?? []
    return adds.filter(
      (add) => isKnown(add, known) && !add.removedBy.some((remove) => isKnown(remove, known)),
    )
  }
}

export function isKnown({ replica, index }: Update, known: Int32Array): boolean {
  return index <= (known[replica] as number)
}

// {{contract}}

export interface Options {
  precision?: number
  hash: (text: string) => number
}

export class IncompatibleEstimatorError extends Error {}

export class HyperLogLog {
  constructor(options: Options) {
    // TODO: make the registers.
  }

  add(key: string): void {
    // TODO: find the register and the rank of the key, and keep the largest rank.
    throw new Error('add is yours to write')
  }

  addAll(keys: readonly string[]): void {
    // TODO: note every key of the list.
    throw new Error('addAll is yours to write')
  }

  count(): number {
    // TODO: about how many different keys have come, as a whole number.
    throw new Error('count is yours to write')
  }

  registers(): number {
    // TODO: how many registers there are.
    throw new Error('registers is yours to write')
  }

  merge(other: HyperLogLog): void {
    // TODO: note what the other has noted; throw IncompatibleEstimatorError if the precision differs.
    throw new Error('merge is yours to write')
  }
}

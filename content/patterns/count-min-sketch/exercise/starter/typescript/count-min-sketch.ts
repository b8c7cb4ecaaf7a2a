// {{contract}}

export interface Options {
  width?: number
  depth?: number
  hash: (text: string) => number
}

export class InvalidCountError extends Error {}

export class IncompatibleSketchError extends Error {}

export class CountMinSketch {
  constructor(options: Options) {
    // TODO: keep the shape, and make the counters.
  }

  add(key: string, count: number): void {
    // TODO: count the key `count` times more; throw InvalidCountError if it is below 1.
    throw new Error('add is yours to write')
  }

  addAll(keys: readonly string[]): void {
    // TODO: count each key of the list once.
    throw new Error('addAll is yours to write')
  }

  estimate(key: string): number {
    // TODO: how often the key came at most.
    throw new Error('estimate is yours to write')
  }

  estimateAll(keys: readonly string[]): number[] {
    // TODO: the estimate of each key, in the order of the list.
    throw new Error('estimateAll is yours to write')
  }

  total(): number {
    // TODO: the sum of all counts.
    throw new Error('total is yours to write')
  }

  counters(): number {
    // TODO: how many counters there are, all rows together.
    throw new Error('counters is yours to write')
  }

  merge(other: CountMinSketch): void {
    // TODO: add what the other counted; throw IncompatibleSketchError if the shapes differ.
    throw new Error('merge is yours to write')
  }
}

// {{contract}}

export interface Options {
  capacity?: number
  falsePositiveRate?: number
  hash: (text: string) => number
}

export class IncompatibleFilterError extends Error {}

export class BloomFilter {
  constructor(options: Options) {
    // TODO: work out how many bits and how many positions, and make the bits.
  }

  add(key: string): void {
    // TODO: set the bits of the key.
    throw new Error('add is yours to write')
  }

  mightContain(key: string): boolean {
    // TODO: false if the key was certainly never added, else true.
    throw new Error('mightContain is yours to write')
  }

  addAll(keys: readonly string[]): void {
    // TODO: add every key of the list.
    throw new Error('addAll is yours to write')
  }

  filter(keys: readonly string[]): string[] {
    // TODO: the keys of the list that might be contained, in its order.
    throw new Error('filter is yours to write')
  }

  bits(): number {
    // TODO: how many bits the filter has.
    throw new Error('bits is yours to write')
  }

  hashes(): number {
    // TODO: how many positions each key has.
    throw new Error('hashes is yours to write')
  }

  merge(other: BloomFilter): void {
    // TODO: add what the other holds; throw IncompatibleFilterError if the sizes differ.
    throw new Error('merge is yours to write')
  }
}

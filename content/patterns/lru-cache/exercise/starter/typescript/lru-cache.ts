// {{contract}}

export interface Options {
  capacity?: number
  ttlMs?: number
  clock?: () => number
}

export class LruCache {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the cache must remember between calls.
  }

  get(key: string): number | undefined {
    // TODO: the value, or undefined when the key is not there. It is a use of the entry.
    throw new Error('get is yours to write')
  }

  put(key: string, value: number): void {
    // TODO: store the value; make room first if the key is new and the cache is full.
    throw new Error('put is yours to write')
  }

  peek(key: string): number | undefined {
    // TODO: the value, or undefined. It is no use of the entry.
    throw new Error('peek is yours to write')
  }

  contains(key: string): boolean {
    // TODO: whether the key is there. It is no use of the entry.
    throw new Error('contains is yours to write')
  }

  remove(key: string): boolean {
    // TODO: take the entry out; true if it was there.
    throw new Error('remove is yours to write')
  }

  size(): number {
    // TODO: how many entries are there.
    throw new Error('size is yours to write')
  }

  keys(): string[] {
    // TODO: the keys that are there, the least recently used first.
    throw new Error('keys is yours to write')
  }
}

// {{contract}}

export interface Options {
  ttlMs?: number
  negativeTtlMs?: number
  beta?: number
  clock?: () => number
  random?: () => number
}

export class EarlyCache {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever must be remembered of each key.
  }

  async get<T>(key: string, load: (key: string) => Promise<T>): Promise<T> {
    // TODO: the stored value, or what load(key) gives, which is then stored.
    throw new Error('get is yours to write')
  }

  invalidate(key: string): boolean {
    // TODO: take the entry out; true if there was one that had not expired.
    throw new Error('invalidate is yours to write')
  }
}

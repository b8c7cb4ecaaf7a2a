// {{contract}}

export interface Options {
  maxAttempts?: number
  baseMs?: number
  capMs?: number
  budgetMs?: number
  clock?: () => number
  random?: () => number
  sleep?: (ms: number) => Promise<void>
}

export class PermanentError extends Error {
  override name = 'PermanentError'
}

export class Retrier {
  constructor(options: Options = {}) {
    // TODO: keep the options.
  }

  async call<T>(operation: () => Promise<T>): Promise<T> {
    // TODO: run the operation, wait and run it again when it fails, and give what it gave.
    throw new Error('call is yours to write')
  }
}

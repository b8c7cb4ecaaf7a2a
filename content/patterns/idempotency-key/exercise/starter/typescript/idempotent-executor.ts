// {{contract}}

export interface Options {
  ttlMs?: number
  clock?: () => number
}

export class KeyConflictError extends Error {
  override name = 'KeyConflictError'
}

export class DeclinedError extends Error {
  override name = 'DeclinedError'
}

export class IdempotentExecutor {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever must be remembered of each key.
  }

  async execute<T>(key: string, request: string, operation: () => Promise<T>): Promise<T> {
    // TODO: answer from the stored outcome, or run the operation and store what comes of it.
    throw new Error('execute is yours to write')
  }

  size(): number {
    // TODO: how many keys have an outcome that is remembered now.
    throw new Error('size is yours to write')
  }
}

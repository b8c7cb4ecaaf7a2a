// {{contract}}

export interface Options {
  maxConcurrent?: number
  maxWaiting?: number
  maxWaitMs?: number
  schedule?: (delayMs: number, callback: () => void) => () => void
}

export class BulkheadFullError extends Error {}

export class WaitTimeoutError extends Error {}

export class Bulkhead {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the bulkhead must remember between calls.
  }

  async run<T>(operation: () => Promise<T>): Promise<T> {
    // TODO: run the operation when there is a place, and give what it gives.
    throw new Error('run is yours to write')
  }

  inFlight(): number {
    // TODO: how many operations run now.
    throw new Error('inFlight is yours to write')
  }

  waiting(): number {
    // TODO: how many calls wait in line now.
    throw new Error('waiting is yours to write')
  }
}

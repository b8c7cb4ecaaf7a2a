// {{contract}}

export interface Options {
  maxBatch?: number
  maxDelayMs?: number
  /** One entry for each key, in their order; null where there is no such key. */
  loadMany: (keys: string[]) => Promise<unknown[]>
  schedule: (delayMs: number, callback: () => void) => () => void
}

export class NotFoundError extends Error {}

export class WrongCountError extends Error {}

export class ClosedError extends Error {}

export class Batcher {
  constructor(options: Options) {
    // TODO: keep the options, and whatever the batcher must remember between calls.
  }

  async load(key: string): Promise<unknown> {
    // TODO: wait in a batch, and give the entry of the key.
    throw new Error('load is yours to write')
  }

  flush(): void {
    // TODO: send at once what waits.
    throw new Error('flush is yours to write')
  }

  close(): void {
    // TODO: send at once what waits, and take no more keys.
    throw new Error('close is yours to write')
  }

  waiting(): number {
    // TODO: how many different keys wait now.
    throw new Error('waiting is yours to write')
  }
}

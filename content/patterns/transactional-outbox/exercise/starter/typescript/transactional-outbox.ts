// {{contract}}

export interface Options {
  publish: (id: string, payload: string) => Promise<void>
  maxAttempts?: number
}

export class MessageRejectedError extends Error {}

export class TransactionalOutbox {
  constructor(options: Options) {
    // TODO: keep the option, the state and the events.
  }

  update(keys: string[], compute: (key: string, value: string) => string): string[] {
    // TODO: compute the new values; then write them and their events in one step; return the ids.
    throw new Error('update is yours to write')
  }

  get(key: string): string {
    // TODO: the committed value, or ''.
    throw new Error('get is yours to write')
  }

  async poll(batch: number): Promise<number> {
    // TODO: publish what is due, at most that many calls; return how many events were published.
    throw new Error('poll is yours to write')
  }

  pending(): string[] {
    // TODO: the ids that are neither published nor parked.
    throw new Error('pending is yours to write')
  }

  parked(): string[] {
    // TODO: the ids that are parked.
    throw new Error('parked is yours to write')
  }

  release(id: string): boolean {
    // TODO: make a parked event pending again.
    throw new Error('release is yours to write')
  }
}

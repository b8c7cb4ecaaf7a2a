// {{contract}}

export interface Options {
  capacity?: number
  policy?: 'reject' | 'drop_oldest' | 'drop_newest'
  highWatermark?: number
  lowWatermark?: number
}

export class QueueFullError extends Error {}

export class InvalidRequestError extends Error {}

export class BoundedQueue {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the queue must remember between calls.
  }

  offer(item: string): string | undefined {
    // TODO: take it in, or do what the policy says; the item that was dropped, or undefined.
    throw new Error('offer is yours to write')
  }

  request(count: number): void {
    // TODO: the consumer is ready for so many items more.
    throw new Error('request is yours to write')
  }

  poll(): string | undefined {
    // TODO: the oldest item for one credit, or undefined.
    throw new Error('poll is yours to write')
  }

  isPaused(): boolean {
    // TODO: whether the producer is to pause.
    throw new Error('isPaused is yours to write')
  }

  size(): number {
    // TODO: how many items there are.
    throw new Error('size is yours to write')
  }

  counts(): Record<string, number> {
    // TODO: offered, delivered, dropped and rejected, by name.
    throw new Error('counts is yours to write')
  }
}

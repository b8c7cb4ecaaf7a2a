// {{contract}}

export interface Options {
  handle: (id: string, body: string) => Promise<void>
  park: (id: string, reason: string) => Promise<void>
  unpark: (id: string) => Promise<void>
  maxAttempts?: number
  retryDelayMs?: number
  ttlMs?: number
  clock?: () => number
}

export class PermanentError extends Error {}

export interface Letter {
  body: string
  reason: string
  attempts: number
  sent: number
  first?: number
  last?: number
}

export class DeadLetterQueue {
  constructor(options: Options) {
    // TODO: keep the options, the queue and the dead letters.
  }

  send(id: string, body: string): boolean {
    // TODO: put the message into the queue, unless its id is there or dead.
    throw new Error('send is yours to write')
  }

  async poll(limit: number): Promise<number> {
    // TODO: take up to that many messages that are due; return how many were handled.
    throw new Error('poll is yours to write')
  }

  waiting(): string[] {
    // TODO: the ids in the queue, in the order in which they fall due.
    throw new Error('waiting is yours to write')
  }

  deadLetters(): string[] {
    // TODO: the ids of the dead, in the order in which they were parked.
    throw new Error('deadLetters is yours to write')
  }

  letter(id: string): Letter | undefined {
    // TODO: what is known of a dead message, or undefined.
    throw new Error('letter is yours to write')
  }

  async redrive(id: string): Promise<boolean> {
    // TODO: bring a dead message back into the queue.
    throw new Error('redrive is yours to write')
  }

  async redriveAll(): Promise<number> {
    // TODO: bring all of them back, the one that was parked first in front.
    throw new Error('redriveAll is yours to write')
  }
}

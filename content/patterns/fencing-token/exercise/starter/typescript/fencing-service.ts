// {{contract}}

export interface Options {
  ttlMs: number
  clock: () => number
}

/** The store has served a later holder already. */
export class StaleTokenError extends Error {
  override readonly name = 'StaleTokenError'
}

export class FencingService {
  constructor(options: Options) {
    // TODO: keep the options, and whatever the two sides must remember between calls.
  }

  acquire(lock: string): number | undefined {
    // TODO: a token higher than any before for this lock, or undefined while somebody holds it.
    throw new Error('acquire is yours to write')
  }

  renew(lock: string, token: number): boolean {
    // TODO: true, and the lease lasts ttlMs from now, if this token holds the lock.
    throw new Error('renew is yours to write')
  }

  release(lock: string, token: number): boolean {
    // TODO: true, and the lock is free, if this token holds it.
    throw new Error('release is yours to write')
  }

  holds(lock: string, token: number): boolean {
    // TODO: whether this token holds the lock now.
    throw new Error('holds is yours to write')
  }

  write(key: string, value: string, token: number): void {
    // TODO: store the value, or throw a StaleTokenError.
    throw new Error('write is yours to write')
  }

  read(key: string, token: number): string | undefined {
    // TODO: the value or undefined, or throw a StaleTokenError.
    throw new Error('read is yours to write')
  }

  remove(key: string, token: number): void {
    // TODO: take the value away, or throw a StaleTokenError.
    throw new Error('remove is yours to write')
  }

  peek(key: string): string | undefined {
    // TODO: the value or undefined.
    throw new Error('peek is yours to write')
  }
}

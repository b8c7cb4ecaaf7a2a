// {{contract}}

export interface Options {
  capacity?: number
  windowMs?: number
  clock?: () => number
}

export class Deduplicator {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever must be remembered between calls.
  }

  seen(id: string): boolean {
    // TODO: true if the id is remembered; else record it and return false.
    throw new Error('seen is yours to write')
  }

  remembers(id: string): boolean {
    // TODO: whether the id is remembered. It records nothing.
    throw new Error('remembers is yours to write')
  }

  forget(id: string): boolean {
    // TODO: take the id out; true if it was remembered.
    throw new Error('forget is yours to write')
  }

  size(): number {
    // TODO: how many ids are remembered.
    throw new Error('size is yours to write')
  }

  ids(): string[] {
    // TODO: the ids that are remembered, the one that was recorded first at the front.
    throw new Error('ids is yours to write')
  }
}

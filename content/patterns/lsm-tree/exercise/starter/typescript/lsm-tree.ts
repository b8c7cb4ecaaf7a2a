// {{contract}}

export interface Options {
  memtableLimit?: number
  fanout?: number
}

export class LsmTree {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the tree must remember between calls.
  }

  put(key: string, value: string): void {
    // TODO: write into the memtable, and flush it if it is full.
    throw new Error('put is yours to write')
  }

  delete(key: string): void {
    // TODO: write a tombstone.
    throw new Error('delete is yours to write')
  }

  get(key: string): string | undefined {
    // TODO: the value that was written last, or undefined.
    throw new Error('get is yours to write')
  }

  scan(start: string, end?: string | null): string[][] {
    // TODO: [key, value] for each live key from start to before end (to the last, if there is no end), sorted.
    throw new Error('scan is yours to write')
  }

  flush(): void {
    // TODO: make a run of the memtable, and merge the levels that are full.
    throw new Error('flush is yours to write')
  }

  runs(): string[][][] {
    // TODO: all runs, the newest first; an entry is [key, value], or [key] for a tombstone.
    throw new Error('runs is yours to write')
  }
}

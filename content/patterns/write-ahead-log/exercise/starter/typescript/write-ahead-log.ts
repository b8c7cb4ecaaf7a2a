// {{contract}}

export interface Options {
  hash: (text: string) => number
  write: (text: string) => Promise<void>
  sync: () => Promise<void>
  truncate: (length: number) => Promise<void>
  discard: (length: number) => Promise<void>
}

export class LogFailedError extends Error {}

export class NotDurableError extends Error {}

export class MissingRecordsError extends Error {}

export class WriteAheadLog {
  constructor(options: Options) {
    // TODO: keep the functions of the file, and whatever the log must remember.
  }

  append(payload: string): number {
    // TODO: let a data record wait; return its LSN.
    throw new Error('append is yours to write')
  }

  commit(): number {
    // TODO: let a commit record wait; return its LSN.
    throw new Error('commit is yours to write')
  }

  async flush(): Promise<number> {
    // TODO: write all that waits, sync, and return how far the log is durable.
    throw new Error('flush is yours to write')
  }

  durable(): number {
    // TODO: how far the log is durable.
    throw new Error('durable is yours to write')
  }

  async checkpoint(lsn: number): Promise<void> {
    // TODO: discard the transactions at the front that the data files hold.
    throw new Error('checkpoint is yours to write')
  }

  async recover(contents: string, checkpoint: number): Promise<string[]> {
    // TODO: read what is good, cut off the rest, return the payloads that the data files lack.
    throw new Error('recover is yours to write')
  }
}

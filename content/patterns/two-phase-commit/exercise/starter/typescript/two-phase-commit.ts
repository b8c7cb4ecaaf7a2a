// {{contract}}

export interface Options {
  prepare: (participant: string, txn: string) => Promise<string>
  commit: (participant: string, txn: string) => Promise<void>
  abort: (participant: string, txn: string) => Promise<void>
  record: (txn: string, entry: string) => Promise<void>
  sleep: (ms: number) => Promise<void>
  commitRounds?: number
  retryMs?: number
}

export class TwoPhaseCommitCoordinator {
  constructor(options: Options) {
    // TODO: keep the options and the functions.
  }

  async run(txn: string, participants: string[]): Promise<string> {
    // TODO: ask, decide, write, tell; 'committed', 'committing' or 'aborted'.
    throw new Error('run is yours to write')
  }

  async recover(txn: string, log: string[]): Promise<string> {
    // TODO: find the decision in the log, and bring it to its end.
    throw new Error('recover is yours to write')
  }
}

type Tell = (participant: string, txn: string) => Promise<void>

export interface Options {
  prepare: (participant: string, txn: string) => Promise<string>
  commit: Tell
  abort: Tell
  record: (txn: string, entry: string) => Promise<void>
  sleep?: (ms: number) => Promise<void>
  commitRounds?: number
  retryMs?: number
}

export type Outcome = 'committed' | 'committing' | 'aborted'

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** The coordinator of two-phase commit with presumed abort and read-only votes. */
export class TwoPhaseCommitCoordinator {
  readonly #given: Required<Options>

  constructor(options: Options) {
    this.#given = { sleep: pause, commitRounds: 5, retryMs: 100, ...options }
  }

  async run(txn: string, participants: readonly string[]): Promise<Outcome> {
    const waiting: string[] = []
    for (const participant of participants) {
      const vote = await this.#vote(txn, participant)
      if (vote === 'yes' || vote === 'silent') waiting.push(participant)
      if (vote === 'no' || vote === 'silent') return this.#tellAbort(txn, waiting)
    }
    if (waiting.length === 0) return 'committed'
    await this.#given.record(txn, ['commit', ...waiting].join(' '))
    return this.#tellCommit(txn, waiting)
  }

  async recover(txn: string, log: readonly string[]): Promise<Outcome> {
    const decision = log.map((entry) => entry.split(' ')).find(([word]) => word === 'commit')
    if (decision === undefined) return 'aborted'
    if (log.includes('end')) return 'committed'
    return this.#tellCommit(txn, decision.slice(1))
  }

  /** The vote, or `silent` when no answer came. */
  async #vote(txn: string, participant: string): Promise<string> {
    try {
      return await this.#given.prepare(participant, txn)
    } catch {
      return 'silent'
    }
  }

  async #tellAbort(txn: string, waiting: readonly string[]): Promise<Outcome> {
    for (const participant of waiting) await acknowledges(this.#given.abort, participant, txn)
    return 'aborted'
  }

  /** The decision is on disk, and stands whatever happens here. */
  async #tellCommit(txn: string, participants: readonly string[]): Promise<Outcome> {
    const { commit, commitRounds, sleep, retryMs } = this.#given
    let waiting = participants
    for (let round = 0; round < commitRounds; round += 1) {
      if (round > 0) await sleep(retryMs)
      const silent: string[] = []
      for (const participant of waiting) {
        if (!(await acknowledges(commit, participant, txn))) silent.push(participant)
      }
      waiting = silent
      if (waiting.length === 0) {
        await this.#end(txn)
        return 'committed'
      }
    }
    return 'committing'
  }

  /** Without the entry a recovery only tells everybody once more. */
  async #end(txn: string): Promise<void> {
    await this.#given.record(txn, 'end').catch(() => {})
  }
}

async function acknowledges(tell: Tell, participant: string, txn: string): Promise<boolean> {
  try {
    await tell(participant, txn)
    return true
  } catch {
    return false
  }
}

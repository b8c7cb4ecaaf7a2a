import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { type Coordinator, LATE } from './coordinator.ts'
import type { LogRecord } from './messages.ts'
import { Participant } from './participant.ts'
import { COORDINATOR, START_BALANCE, type TwoPhaseSettings } from './settings.ts'
import { legsOf } from './transfer.ts'

export type TwoPhaseNode = Coordinator | Participant

/** What the world has seen of a transaction; unlike a node it forgets nothing. */
interface Seen {
  /** When a participant voted yes. */
  readonly yesUs: Map<number, number>
  readonly decisions: Map<number, boolean>
  /** What the client heard. */
  told: boolean | undefined
}

/** Reads the transaction logs of all nodes as they grow. */
export class TwoPhaseMonitor implements Monitor<TwoPhaseNode> {
  readonly #cluster: ClusterView<TwoPhaseNode>
  readonly #settings: TwoPhaseSettings
  readonly #read: number[]
  readonly #seen = new Map<number, Seen>()
  /** By participant: who holds an account. */
  readonly #holders: Map<number, number>[]
  #committed = 0
  #aborted = 0
  #blockedUs = 0
  #longestUs = 0

  constructor(cluster: ClusterView<TwoPhaseNode>, settings: TwoPhaseSettings) {
    this.#cluster = cluster
    this.#settings = settings
    this.#read = new Array<number>(settings.participants + 1).fill(0)
    this.#holders = this.#read.map(() => new Map())
  }

  after({ log }: TwoPhaseNode, id: number): void {
    // A crash can make a log shorter; what comes after it is new again.
    let at = Math.min(this.#read[id] as number, log.length)
    for (; at < log.length; at += 1) this.#note(log[at] as LogRecord, id)
    this.#read[id] = at
  }

  completed({ id, outcome, invokedUs, result }: Operation): void {
    if (outcome === 'unknown') return
    const seen = this.#of(id)
    seen.told = result === 'committed'
    if (seen.told) this.#committed += 1
    else if (result === 'aborted' || result === LATE) this.#aborted += 1
    for (const [node, commit] of seen.decisions) this.#holdsAnswer(id, seen, node, commit)
    if (result === LATE) this.#abortedByTimeout(id, invokedUs)
  }

  end(): void {
    for (const [tx, { yesUs, decisions }] of this.#seen) {
      for (const [node, atUs] of yesUs) if (!decisions.has(node)) this.#undecided(tx, node, atUs)
    }
    this.#countsMoney()
  }

  metrics(): Record<string, number> {
    const ended = this.#committed + this.#aborted
    return {
      commit_rate: ended === 0 ? Number.NaN : this.#committed / ended,
      blocked: this.#blockedUs / 1000,
      longest_blocked: this.#longestUs / 1000,
      in_doubt: this.#cluster.count('in-doubt'),
      resolved_by_peer: this.#cluster.count('resolved-by-peer'),
    }
  }

  #of(tx: number): Seen {
    const known = this.#seen.get(tx)
    if (known !== undefined) return known
    const seen: Seen = { yesUs: new Map(), decisions: new Map(), told: undefined }
    this.#seen.set(tx, seen)
    return seen
  }

  #note(record: LogRecord, id: number): void {
    if (record.kind === 'prepared') this.#votesYes(record, id)
    else if (record.kind === 'committed' || record.kind === 'aborted') {
      this.#decides(record.tx, id, record.kind === 'committed')
    }
  }

  #votesYes({ tx, change }: LogRecord, id: number): void {
    const seen = this.#of(tx)
    seen.yesUs.set(id, this.#cluster.nowUs)
    if (change === undefined) return
    const holders = this.#holders[id] as Map<number, number>
    const other = holders.get(change.account)
    if (other !== undefined && other !== tx && !this.#of(other).decisions.has(id)) {
      this.#cluster.violated(
        'isolation',
        `participant ${id} prepares ${tx} on account ${change.account}, which ${other} still holds`,
        [id],
      )
    }
    holders.set(change.account, tx)
  }

  #decides(tx: number, id: number, commit: boolean): void {
    const seen = this.#of(tx)
    const before = seen.decisions.get(id)
    if (before !== undefined && before !== commit) {
      this.#cluster.violated('no-reversal', `node ${id} ${word(commit)} ${tx} after it ${word(before)} it`, [
        id,
      ])
    }
    for (const [other, decision] of seen.decisions) {
      if (decision !== commit) this.#disagree(tx, id, commit, other)
    }
    seen.decisions.set(id, commit)
    if (commit) this.#hadAllVotes(tx, seen, id)
    if (id !== COORDINATOR) this.#endsDoubt(tx, seen, id)
    this.#holdsAnswer(tx, seen, id, commit)
  }

  #disagree(tx: number, id: number, commit: boolean, other: number): void {
    this.#cluster.violated(
      'agreement',
      `${this.#name(id)} ${word(commit)} transaction ${tx}, which ${this.#name(other)} ${word(!commit)}`,
      [id, other],
    )
  }

  #hadAllVotes(tx: number, { yesUs }: Seen, id: number): void {
    const operation = this.#operation(tx)
    if (operation === undefined) return
    const missing = legsOf(operation).find(({ participant }) => !yesUs.has(participant))
    if (missing === undefined) return
    this.#cluster.violated(
      'commit-needs-all',
      `${this.#name(id)} commits transaction ${tx} without a yes of participant ${missing.participant}`,
      [id, missing.participant],
    )
  }

  #endsDoubt(tx: number, { yesUs }: Seen, id: number): void {
    const sinceUs = yesUs.get(id)
    if (sinceUs === undefined) return
    const lastedUs = this.#cluster.nowUs - sinceUs
    this.#blockedUs += lastedUs
    this.#longestUs = Math.max(this.#longestUs, lastedUs)
    const node = this.#cluster.node(id)
    if (!(node instanceof Participant)) return
    const below = node.balances.findIndex((balance) => balance < 0)
    if (below < 0) return
    this.#cluster.violated(
      'no-overdraft',
      `account ${below} of participant ${id} is at ${node.balances[below]} after transaction ${tx}`,
      [id],
    )
  }

  #holdsAnswer(tx: number, { told }: Seen, id: number, commit: boolean): void {
    if (told === undefined || told === commit) return
    this.#cluster.violated(
      'answer-holds',
      `${this.#name(id)} ${word(commit)} transaction ${tx}, but the client was told that it ${told ? 'committed' : 'aborted'}`,
      [id, COORDINATOR],
    )
  }

  /** Without faults both ways together take at most twice the longest latency. */
  #abortedByTimeout(tx: number, invokedUs: number): void {
    const { voteTimeoutUs, latencyMaxUs } = this.#settings
    const { healUs } = this.#cluster
    if (2 * latencyMaxUs >= voteTimeoutUs || invokedUs < healUs) return
    const legs = legsOf(this.#operation(tx) ?? { key: '', value: 0 })
    const { yesUs } = this.#of(tx)
    if (!legs.every(({ participant }) => yesUs.has(participant))) return
    this.#cluster.violated(
      'all-yes-commits',
      `transaction ${tx} aborts, though all voted yes and nothing failed`,
    )
  }

  /** It asks every doubt timeout, and an answer takes two messages; the coordinator decides within its own timeout. */
  #undecided(tx: number, node: number, sinceUs: number): void {
    const { healUs, nowUs } = this.#cluster
    const waitedUs = nowUs - Math.max(sinceUs, healUs)
    if (waitedUs <= termination(this.#settings)) return
    this.#cluster.violated(
      'termination',
      `participant ${node} still holds the locks of transaction ${tx}, ${(waitedUs / 1e6).toFixed(1)} s after the faults were over`,
      [node],
    )
  }

  #countsMoney(): void {
    const { participants, accounts } = this.#settings
    const total = participants * accounts * START_BALANCE
    let sum = 0
    for (let id = 1; id <= participants; id += 1) {
      const node = this.#cluster.node(id)
      if (!(node instanceof Participant) || node.inDoubt.size > 0) return
      for (const balance of node.balances) sum += balance
    }
    if (sum === total) return
    const by = Math.abs(sum - total)
    this.#cluster.violated(
      'money-conserved',
      `in the end there are ${sum}, ${by} ${sum < total ? 'less' : 'more'} than the ${total} of the start`,
    )
  }

  #operation(tx: number): Operation | undefined {
    const at = this.#cluster.operations[tx]
    return at?.id === tx ? at : this.#cluster.operations.find(({ id }) => id === tx)
  }

  #name(id: number): string {
    return id === COORDINATOR ? 'the coordinator' : `participant ${id}`
  }
}

/** How long after the faults no doubt can last, in microseconds. */
export function termination({ voteTimeoutUs, doubtUs, latencyMaxUs }: TwoPhaseSettings): number {
  return voteTimeoutUs + 2 * doubtUs + 4 * latencyMaxUs + 100_000
}

function word(commit: boolean): string {
  return commit ? 'commits' : 'aborts'
}

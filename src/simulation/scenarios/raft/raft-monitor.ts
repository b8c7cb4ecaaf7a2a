import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { LogTree, ROOT } from './log-tree.ts'
import type { Entry } from './messages.ts'
import type { RaftNode } from './raft-node.ts'

/** What the monitor last saw of one server. */
interface Seen {
  leaderIn: number
  commitIndex: number
  /** By index: the log up to there, in the tree of all logs. */
  readonly logs: number[]
  last: Entry | undefined
}

/** Watches all servers at once, which none of them can. */
export class RaftMonitor implements Monitor<RaftNode> {
  readonly #cluster: ClusterView<RaftNode>
  readonly #seen: Seen[]
  readonly #leaders = new Map<number, number>()
  /** What was committed, from index 1 on, and the term in which that was first seen. */
  readonly #committed: Entry[] = []
  readonly #committedIn: number[] = []
  readonly #tree = new LogTree()
  /** When operations ended, ascending, with the highest index that any until then was told. */
  readonly #endedUs: number[] = []
  readonly #highest: number[] = []
  #elections = 0

  constructor(cluster: ClusterView<RaftNode>, servers: number) {
    this.#cluster = cluster
    this.#seen = Array.from({ length: servers }, () => ({
      leaderIn: 0,
      commitIndex: 0,
      logs: [],
      last: undefined,
    }))
  }

  after(node: RaftNode, id: number): void {
    const seen = this.#seen[id] as Seen
    const { log } = node
    const { length } = log
    if (length !== seen.logs.length || (length > 0 && log[length - 1] !== seen.last)) {
      this.#logChanged(node, id, seen)
    }
    if (node.role === 'leader' && node.term !== seen.leaderIn) this.#leads(node, id, seen)
    if (node.commitIndex !== seen.commitIndex) this.#commits(node, id, seen)
  }

  completed({ id, outcome, result, invokedUs, name }: Operation): void {
    if (outcome !== 'ok') return
    const index = result as number
    const entry = this.#committed[index - 1]
    if (name !== 'read' && entry?.operation !== id) {
      const instead = entry === undefined ? 'which is not committed' : 'where another entry is committed'
      this.#cluster.violated(
        'answered-is-committed',
        `the client of operation ${id} is told that it stands at index ${index}, ${instead}`,
      )
    }
    this.#keepsOrder(id, index, invokedUs)
  }

  metrics(): Record<string, number> {
    return {
      elections: this.#elections,
      terms: Math.max(0, ...this.#leaders.keys()),
      committed: this.#committed.length,
    }
  }

  #leads(node: RaftNode, id: number, seen: Seen): void {
    seen.leaderIn = node.term
    this.#elections += 1
    const other = this.#leaders.get(node.term)
    if (other !== undefined && other !== id) {
      this.#cluster.violated(
        'election-safety',
        `server ${other} and server ${id} are both leaders of term ${node.term}`,
        [other, id],
      )
    }
    this.#leaders.set(node.term, id)
    this.#hasAllCommitted(node, id)
    this.#countsWhatIsStored(node, id)
  }

  /**
   * matchIndex is what a leader knows to be on the other servers (Figure 2), so it begins at 0 in each
   * term. Logs that end alike are alike (log matching). Who has gone on to a later term may have dropped
   * entries since, and what it had is no longer this leader's to count.
   */
  #countsWhatIsStored(node: RaftNode, id: number): void {
    for (let server = 0; server < this.#seen.length; server += 1) {
      const peer = this.#cluster.node(server)
      const index = node.counts(server)
      if (server === id || peer === undefined || peer.term > node.term) continue
      if (index === 0 || same(peer.log[index - 1], node.log[index - 1])) continue
      this.#cluster.violated(
        'counted-is-stored',
        `server ${id}, leader of term ${node.term}, counts server ${server} as having entry ${index}, which it has not`,
        [id, server],
      )
      return
    }
  }

  #hasAllCommitted({ log, term }: RaftNode, id: number): void {
    for (let at = 0; at < this.#committed.length; at += 1) {
      if ((this.#committedIn[at] as number) >= term || same(log[at], this.#committed[at])) continue
      this.#cluster.violated(
        'leader-completeness',
        `server ${id} leads term ${term} without entry ${at + 1}, which was committed in term ${this.#committedIn[at]}`,
        [id],
      )
      return
    }
  }

  #commits(node: RaftNode, id: number, seen: Seen): void {
    const { log, commitIndex, term } = node
    for (let at = seen.commitIndex; at < commitIndex; at += 1) {
      const entry = log[at]
      const known = this.#committed[at]
      if (entry === undefined) continue
      if (known === undefined) {
        this.#committed.push(entry)
        this.#committedIn.push(term)
      } else if (!same(entry, known)) {
        this.#cluster.violated(
          'state-machine-safety',
          `server ${id} commits another entry at index ${at + 1} than was committed there before`,
          [id],
        )
      }
    }
    seen.commitIndex = commitIndex
    if (node.role === 'leader') this.#countsWhatIsStored(node, id)
  }

  /** Goes back to where the log is as it was, and forward again. */
  #logChanged({ log }: RaftNode, id: number, seen: Seen): void {
    const { logs } = seen
    let at = Math.min(log.length, logs.length)
    while (at > 0 && log[at - 1] !== this.#tree.last(logs[at - 1] as number)) at -= 1
    if (logs.length > at) logs.length = at
    for (; at < log.length; at += 1) {
      const before = at === 0 ? ROOT : (logs[at - 1] as number)
      logs.push(this.#logAfter(before, log[at] as Entry, id, at + 1))
    }
    seen.last = log[log.length - 1]
  }

  /** Logs with an entry of the same term at the same index are the same up to there (log matching). */
  #logAfter(before: number, entry: Entry, id: number, index: number): number {
    const known = this.#tree.find(before, entry)
    if (known !== ROOT) return known
    const log = this.#tree.add(before, entry, index)
    if (this.#tree.hasRival(log)) {
      this.#cluster.violated(
        'log-matching',
        `server ${id} has an entry ${index} of term ${entry.term} after another log than a server before it had`,
        [id],
      )
    }
    return log
  }

  /** With the log as the order, this is linearizability (Herlihy and Wing 1990): it must respect real time. */
  #keepsOrder(id: number, index: number, invokedUs: number): void {
    const before = this.#highestBefore(invokedUs)
    if (index < before) {
      this.#cluster.violated(
        'real-time-order',
        `operation ${id} saw the log up to ${index}, but one that had ended before it began stands at ${before}`,
      )
    }
    this.#endedUs.push(this.#cluster.nowUs)
    this.#highest.push(Math.max(index, this.#highest.at(-1) ?? 0))
  }

  #highestBefore(atUs: number): number {
    let low = 0
    let high = this.#endedUs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#endedUs[middle] as number) < atUs) low = middle + 1
      else high = middle
    }
    return this.#highest[low - 1] ?? 0
  }
}

function same(a: Entry | undefined, b: Entry | undefined): boolean {
  return a !== undefined && b !== undefined && a.term === b.term && a.operation === b.operation
}

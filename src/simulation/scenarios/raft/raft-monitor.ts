import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import type { Entry } from './messages.ts'
import type { RaftNode } from './raft-node.ts'

/** What the monitor last saw of one server. */
interface Seen {
  leaderIn: number
  commitIndex: number
  /** The log as it was. */
  readonly entries: Entry[]
  /** By index: which history ends there. Equal numbers, equal histories. */
  readonly histories: number[]
}

/** Watches all servers at once, which none of them can. */
export class RaftMonitor implements Monitor<RaftNode> {
  readonly #cluster: ClusterView<RaftNode>
  readonly #seen: Seen[]
  readonly #leaders = new Map<number, number>()
  /** What was committed, from index 1 on, and the term in which that was first seen. */
  readonly #committed: Entry[] = []
  readonly #committedIn: number[] = []
  /** By index: which history ends there with an entry of a term, in the first log that had one. */
  readonly #endsAt: { term: number; history: number }[][] = []
  /** By entry: the history it was first seen behind, and the one it makes. */
  readonly #firstHistory = new Map<Entry, { readonly before: number; readonly history: number }>()
  /** All logs as one tree: by history, what came after it. */
  readonly #branches: { term: number; operation: number; history: number }[][] = []
  #lastHistory = 0
  /** When operations ended, ascending, with the highest index that any until then was told. */
  readonly #endedUs: number[] = []
  readonly #highest: number[] = []
  #elections = 0

  constructor(cluster: ClusterView<RaftNode>, servers: number) {
    this.#cluster = cluster
    this.#seen = Array.from({ length: servers }, () => ({
      leaderIn: 0,
      commitIndex: 0,
      entries: [],
      histories: [],
    }))
  }

  after(node: RaftNode, id: number): void {
    const seen = this.#seen[id] as Seen
    const { log } = node
    const { entries } = seen
    const { length } = log
    if (length !== entries.length || (length > 0 && log[length - 1] !== entries[length - 1])) {
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
    const { entries, histories } = seen
    let at = Math.min(log.length, entries.length)
    while (at > 0 && log[at - 1] !== entries[at - 1]) at -= 1
    if (entries.length > at) {
      entries.length = at
      histories.length = at
    }
    for (; at < log.length; at += 1) {
      const entry = log[at] as Entry
      entries.push(entry)
      histories.push(this.#historyAfter(at === 0 ? 0 : (histories[at - 1] as number), entry, id, at + 1))
    }
  }

  /** An entry is made once, by one leader, behind one history; only when something is wrong are there more. */
  #historyAfter(before: number, entry: Entry, id: number, index: number): number {
    const first = this.#firstHistory.get(entry)
    if (first?.before === before) return first.history
    const history = this.#branch(before, entry)
    if (first === undefined) this.#firstHistory.set(entry, { before, history })
    this.#matches(id, index, entry.term, history)
    return history
  }

  #branch(before: number, { term, operation }: Entry): number {
    const branches = listAt(this.#branches, before)
    const known = branches.find((one) => one.term === term && one.operation === operation)
    if (known !== undefined) return known.history
    this.#lastHistory += 1
    branches.push({ term, operation, history: this.#lastHistory })
    return this.#lastHistory
  }

  #matches(id: number, index: number, term: number, history: number): void {
    const ends = listAt(this.#endsAt, index)
    const known = ends.find((one) => one.term === term)
    if (known === undefined) ends.push({ term, history })
    else if (known.history !== history) {
      this.#cluster.violated(
        'log-matching',
        `server ${id} has an entry ${index} of term ${term} after another log than a server before it had`,
        [id],
      )
    }
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

function listAt<T>(lists: T[][], at: number): T[] {
  while (lists.length <= at) lists.push([])
  return lists[at] as T[]
}

import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { type Proposal, type Value, valueText } from './messages.ts'
import type { PaxosNode } from './paxos-node.ts'
import type { Vote } from './proposer.ts'

/** What the monitor last saw of one server. */
interface Seen {
  promised: number
  accepted: number
  learned: number
  counted: Vote | undefined
  /** The ballot of its proposer, 0 after a restart, and the highest that it ever was. */
  ballot: number
  tried: number
  /** By slot: the highest ballot that it accepted. */
  readonly highest: Map<number, number>
}

/** Acceptors that accepted one value in one slot under one ballot. */
interface Votes {
  readonly value: Value
  readonly ballot: number
  acceptors: number
}

/** Counts the votes itself: what servers believe to be chosen is theirs to prove. */
export class PaxosMonitor implements Monitor<PaxosNode> {
  readonly #cluster: ClusterView<PaxosNode>
  readonly #majority: number
  readonly #seen: Seen[]
  /** By slot. */
  readonly #votes: Votes[][] = []
  readonly #chosen: (Votes | undefined)[] = []
  readonly #asked = new Set<number>()
  #askedSeen = 0
  #chosenSlots = 0

  constructor(cluster: ClusterView<PaxosNode>, servers: number) {
    this.#cluster = cluster
    this.#majority = (servers >> 1) + 1
    this.#seen = Array.from({ length: servers }, () => ({
      promised: 0,
      accepted: 0,
      learned: 0,
      counted: undefined,
      ballot: 0,
      tried: 0,
      highest: new Map(),
    }))
  }

  after(node: PaxosNode, id: number): void {
    const seen = this.#seen[id] as Seen
    const { promised, journal } = node.acceptor
    if (journal.length !== seen.accepted) this.#accepts(journal, id, seen)
    if (promised !== seen.promised && promised !== 0) this.#promises(promised, id, seen)
    const { counted, ballot } = node.proposer
    if (ballot !== seen.ballot) this.#tries(ballot, id, seen)
    if (counted !== seen.counted) this.#counts(counted, id, seen)
    if (node.learner.journal.length !== seen.learned) this.#learns(node, id, seen)
  }

  completed({ id, node, outcome, result }: Operation): void {
    if (outcome !== 'ok') return
    const slot = result as number
    if (this.#chosen[slot]?.value.operation === id) return
    this.#cluster.violated(
      'answered-is-chosen',
      `the client of operation ${id} is told that it stands in slot ${slot}, where it is not chosen`,
      [node],
    )
  }

  metrics(): Record<string, number> {
    const ballots = this.#cluster.count('prepared')
    return {
      chosen: this.#chosenSlots,
      ballots,
      preempted: this.#cluster.count('preempted'),
      adopted: this.#cluster.count('value-adopted'),
      no_ops: this.#chosen.filter((votes) => votes !== undefined && votes.value.operation < 0).length,
    }
  }

  /** P1a. A crash may have taken back what was not synced: then the journal is shorter. */
  #accepts(journal: readonly Proposal[], id: number, seen: Seen): void {
    for (let at = seen.accepted; at < journal.length; at += 1) {
      const proposal = journal[at] as Proposal
      if (proposal.ballot < seen.promised) {
        this.#cluster.violated(
          'promise-kept',
          `server ${id} accepts ballot ${proposal.ballot} in slot ${proposal.slot} though it promised ballot ${seen.promised}`,
          [id],
        )
      }
      this.#keepsHighest(proposal, id, seen)
      this.#count(proposal, id)
    }
    seen.accepted = journal.length
  }

  /** It reports what it accepted last in a slot, which must be the highest-numbered that it ever accepted there. */
  #keepsHighest({ slot, ballot }: Proposal, id: number, { highest }: Seen): void {
    const before = highest.get(slot) ?? 0
    highest.set(slot, Math.max(before, ballot))
    if (ballot >= before) return
    this.#cluster.violated(
      'promise-kept',
      `server ${id} accepts ballot ${ballot} in slot ${slot} after it accepted ballot ${before} there`,
      [id],
    )
  }

  #promises(promised: number, id: number, seen: Seen): void {
    if (promised < seen.promised) {
      this.#cluster.violated(
        'promise-kept',
        `server ${id} promises ballot ${promised} though it promised ballot ${seen.promised} before`,
        [id],
      )
    }
    seen.promised = Math.max(seen.promised, promised)
  }

  #count({ slot, ballot, value }: Proposal, id: number): void {
    this.#votes[slot] ??= []
    const inSlot = this.#votes[slot]
    let votes = inSlot.find((one) => one.ballot === ballot && one.value.operation === value.operation)
    if (votes === undefined) {
      const other = inSlot.find((one) => one.ballot === ballot)
      if (other !== undefined) this.#twoValues(slot, other, value, id)
      votes = { value, ballot, acceptors: 0 }
      inSlot.push(votes)
    }
    votes.acceptors |= 1 << id
    if (bits(votes.acceptors) === this.#majority) this.#choose(slot, votes, id)
  }

  /** Section 2.5: it remembers the highest that it has tried, also over a restart. */
  #tries(ballot: number, id: number, seen: Seen): void {
    seen.ballot = ballot
    if (ballot !== 0 && ballot <= seen.tried) {
      this.#cluster.violated(
        'ballots-rise',
        `server ${id} begins phase 1 with ballot ${ballot} though it has tried ballot ${seen.tried} before`,
        [id],
      )
    }
    seen.tried = Math.max(seen.tried, ballot)
  }

  /** OneValuePerBallot of Lamport's TLA+ specification "Voting": on it rests that a quorum has one value. */
  #twoValues(slot: number, { ballot, value, acceptors }: Votes, other: Value, id: number): void {
    this.#cluster.violated(
      'one-value-per-ballot',
      `server ${id} accepts ${valueText(other)} in slot ${slot} with ballot ${ballot}, under which ${valueText(value)} was accepted there`,
      [id, ...members(acceptors)],
    )
  }

  #counts(counted: Vote | undefined, id: number, seen: Seen): void {
    seen.counted = counted
    if (counted === undefined) return
    const { acceptor, proposal } = counted
    const { slot, ballot } = proposal
    const accepted = this.#votes[slot]?.some(
      (votes) => votes.ballot === ballot && (votes.acceptors & (1 << acceptor)) !== 0,
    )
    if (accepted) return
    this.#cluster.violated(
      'counted-is-accepted',
      `server ${id} counts server ${acceptor} for ballot ${ballot} in slot ${slot}, which it has not accepted`,
      [id, acceptor],
    )
  }

  #choose(slot: number, votes: Votes, id: number): void {
    const { value, ballot } = votes
    const known = this.#chosen[slot]
    if (known === undefined) {
      this.#chosen[slot] = votes
      this.#chosenSlots += 1
      this.#wasProposed(slot, value, id)
    } else if (known.value.operation !== value.operation) {
      this.#cluster.violated(
        'one-value-per-slot',
        `a majority accepts ${valueText(value)} with ballot ${ballot} in slot ${slot}, where one had accepted ${valueText(known.value)} with ballot ${known.ballot}`,
        members(votes.acceptors),
      )
    }
  }

  #wasProposed(slot: number, value: Value, id: number): void {
    const { operations } = this.#cluster
    for (; this.#askedSeen < operations.length; this.#askedSeen += 1) {
      this.#asked.add((operations[this.#askedSeen] as Operation).id)
    }
    if (value.operation < 0 || this.#asked.has(value.operation)) return
    this.#cluster.violated(
      'chosen-was-proposed',
      `${valueText(value)} is chosen in slot ${slot}, but no client asked for it`,
      [id],
    )
  }

  #learns({ learner: { journal } }: PaxosNode, id: number, seen: Seen): void {
    for (let at = seen.learned; at < journal.length; at += 1) {
      const learned = journal[at]
      if (learned === undefined) break
      const { slot, value } = learned
      if (this.#chosen[slot]?.value.operation === value.operation) continue
      this.#cluster.violated(
        'learned-is-chosen',
        `server ${id} learns ${valueText(value)} for slot ${slot}, ${this.#instead(slot, value)}`,
        [id],
      )
    }
    seen.learned = journal.length
  }

  #instead(slot: number, { operation }: Value): string {
    const chosen = this.#chosen[slot]
    if (chosen !== undefined) return `where ${valueText(chosen.value)} was chosen`
    const votes = (this.#votes[slot] ?? []).filter(({ value }) => value.operation === operation)
    const most = Math.max(0, ...votes.map(({ acceptors }) => bits(acceptors)))
    return `which ${most} acceptors have accepted; a majority is ${this.#majority}`
  }
}

function members(set: number): number[] {
  const ids: number[] = []
  for (let id = 0; 1 << id <= set; id += 1) if ((set & (1 << id)) !== 0) ids.push(id)
  return ids
}

function bits(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1
  return count
}

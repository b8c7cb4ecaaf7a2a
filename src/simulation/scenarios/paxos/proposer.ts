import type { Context } from '../../kernel/cluster/model.ts'
import type { Learner } from './learner.ts'
import { type MessageOf, NO_OP, type PaxosMessage, type Proposal, type Value, valueText } from './messages.ts'
import type { Mistake } from './mutants.ts'

/** An unanswered phase 2. */
interface OpenSlot {
  readonly proposal: Proposal
  acks: number
}

/** An acceptor, and the proposal for which its acceptance was counted. */
export interface Vote {
  readonly acceptor: number
  readonly proposal: Proposal
}

export interface ProposerSettings {
  readonly servers: number
  readonly mistake: Mistake | undefined
}

/** What a proposer asks of the server that it is part of. */
export interface Outcome {
  /** A quorum accepted the value. */
  chosen(slot: number, value: Value): void
}

/** The proposer of "Paxos Made Simple", section 2.2, for all slots of a log at once (section 3). */
export class Proposer {
  phase: 'idle' | 'preparing' | 'leading' = 'idle'
  ballot = 0
  readonly #context: Context<PaxosMessage>
  readonly #settings: ProposerSettings
  readonly #mistake: Mistake | undefined
  readonly #learner: Learner
  readonly #outcome: Outcome
  readonly #quorum: number
  /** The vote that it counted last. Never changed once made. */
  counted: Vote | undefined
  #nextSlot = 1
  #promises = 0
  /** The accepted proposal of the highest ballot for each slot, of all that the promises report. */
  readonly #reported = new Map<number, Proposal>()
  readonly #open = new Map<number, OpenSlot>()

  constructor(
    context: Context<PaxosMessage>,
    settings: ProposerSettings,
    learner: Learner,
    outcome: Outcome,
  ) {
    const majority = (settings.servers >> 1) + 1
    this.#context = context
    this.#settings = settings
    this.#mistake = settings.mistake
    this.#learner = learner
    this.#outcome = outcome
    this.#quorum = this.#mistake === 'quorum-too-small' ? Math.max(1, majority - 1) : majority
  }

  /** Nothing that it proposed is without a quorum. */
  get settled(): boolean {
    return this.#open.size === 0
  }

  /** Operations for which it has a slot in this ballot. */
  has({ operation }: Value): boolean {
    for (const { proposal } of this.#open.values()) {
      if (proposal.value.operation === operation) return true
    }
    return false
  }

  /** Phase 1a with a ballot above `highest`. */
  prepare(highest: number): void {
    const { disk } = this.#context
    this.ballot = this.#ballotAbove(Math.max(highest, disk.read<number>('tried') ?? 0))
    // It remembers the highest ballot that it has tried, so that no restart makes it use one twice (section 2.5).
    if (this.#mistake !== 'forgets-ballot') disk.write('tried', this.ballot)
    disk.sync()
    this.phase = 'preparing'
    this.#promises = 0
    this.#reported.clear()
    this.#open.clear()
    this.#context.moment('prepared')
    if (this.#context.telling) this.#context.tell(`starts phase 1 with ballot ${this.ballot}`)
    this.#ask()
  }

  /** Sends again what has no answer yet. */
  repeat(): void {
    if (this.phase === 'preparing') this.#ask()
    for (const open of this.#open.values()) this.#request(open)
  }

  resign(): void {
    this.phase = 'idle'
    this.#open.clear()
  }

  /** True when this promise completes a quorum. */
  onPromise(from: number, { ballot, accepted }: MessageOf<'Promise'>): boolean {
    if (this.phase !== 'preparing' || ballot !== this.ballot) return false
    this.#promises |= 1 << from
    for (const proposal of accepted) this.#report(proposal)
    if (bits(this.#promises) < this.#quorum) return false
    this.#finishOld()
    return true
  }

  onAccepted(from: number, { ballot, slot }: MessageOf<'Accepted'>): void {
    const open = this.#open.get(slot)
    if (open === undefined) return
    if (ballot !== this.ballot && this.#mistake !== 'counts-old-acks') return
    open.acks |= 1 << from
    this.counted = { acceptor: from, proposal: open.proposal }
    if (bits(open.acks) < this.#quorum) return
    this.#open.delete(slot)
    this.#context.moment('value-chosen')
    this.#outcome.chosen(slot, open.proposal.value)
  }

  /** Phase 2a for a new command, in the next slot. Gives the slot. */
  propose(value: Value): number {
    const slot = this.#nextSlot
    this.#nextSlot += 1
    this.#start(slot, value)
    return slot
  }

  /** P2c: for each slot the value of the highest-numbered proposal that a promise reports; gaps get no-ops. */
  #finishOld(): void {
    const context = this.#context
    this.phase = 'leading'
    const reported = this.#mistake === 'ignores-accepted' ? [] : [...this.#reported.keys()]
    const last = Math.max(this.#learner.next - 1, ...reported)
    this.#nextSlot = last + 1
    context.moment('quorum-promised')
    if (context.telling) {
      context.tell(`has a quorum of promises for ballot ${this.ballot}; its next slot is ${last + 1}`)
    }
    for (let slot = this.#learner.next; slot <= last; slot += 1) {
      if (this.#learner.knows(slot)) continue
      const found = this.#reported.get(slot)
      context.moment(found === undefined ? 'gap-filled' : 'value-adopted')
      this.#start(slot, found === undefined ? NO_OP : this.#valueOf(found))
    }
  }

  #report(proposal: Proposal): void {
    const known = this.#reported.get(proposal.slot)
    const higher = known === undefined || proposal.ballot > known.ballot
    const replaces = this.#mistake === 'takes-lowest-ballot' ? known === undefined || !higher : higher
    if (replaces) this.#reported.set(proposal.slot, proposal)
  }

  #valueOf({ value, ballot }: Proposal): Value {
    return this.#mistake === 'swaps-fields'
      ? { operation: 1_000_000_000 + ballot, origin: value.origin }
      : value
  }

  #start(slot: number, value: Value): void {
    const open = { proposal: { slot, ballot: this.ballot, value }, acks: 0 }
    this.#open.set(slot, open)
    this.#context.moment('proposed')
    if (this.#context.telling) {
      this.#context.tell(`proposes ${valueText(value)} for slot ${slot} with ballot ${this.ballot}`)
    }
    this.#request(open)
  }

  #ask(): void {
    const message = { type: 'Prepare', ballot: this.ballot, from: this.#learner.next } as const
    this.#toThoseWithout(this.#promises, message)
  }

  #request({ proposal, acks }: OpenSlot): void {
    this.#toThoseWithout(acks, { type: 'Accept', ...proposal })
  }

  #toThoseWithout(answered: number, message: PaxosMessage): void {
    for (let server = 0; server < this.#settings.servers; server += 1) {
      if ((answered & (1 << server)) === 0) this.#context.send(server, message)
    }
  }

  /** Each proposer has ballots of its own (section 2.5): round and server in one number. */
  #ballotAbove(highest: number): number {
    const { servers } = this.#settings
    const round = Math.floor(highest / servers) + 1
    return round * servers + (this.#mistake === 'ballots-not-unique' ? 0 : this.#context.id)
  }
}

function bits(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1
  return count
}

import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { Acceptor } from './acceptor.ts'
import { Learner } from './learner.ts'
import type { MessageOf, PaxosMessage, Value } from './messages.ts'
import type { Mistake } from './mutants.ts'
import { Proposer } from './proposer.ts'

export interface PaxosSettings {
  readonly servers: number
  /** One proposer leads and skips phase 1 (section 3); otherwise each serves its own clients. */
  readonly stableLeader: boolean
  readonly heartbeatUs: number
  readonly electionUs: number
  readonly backoffUs: number
  readonly mistake: Mistake | undefined
}

const ELECTION = 0
const HEARTBEAT = 1
const RETRY = 2
const NO_ONE = -1
const MOST_PENDING = 8

/** A server in all three roles of "Paxos Made Simple": proposer, acceptor and learner. */
export class PaxosNode implements ClusterNode<PaxosMessage> {
  readonly acceptor: Acceptor
  readonly learner: Learner
  readonly proposer: Proposer
  readonly #context: Context<PaxosMessage>
  readonly #settings: PaxosSettings
  #leader = NO_ONE
  #leaderBallot = 0
  /** Ballots above its own that it was told of. */
  #highest = 0
  /** Without a stable leader: commands of its own clients that are not yet executed. */
  #pending: Value[] = []

  constructor(context: Context<PaxosMessage>, settings: PaxosSettings) {
    this.#context = context
    this.#settings = settings
    this.acceptor = new Acceptor(context.disk, settings.mistake)
    this.learner = new Learner(context.disk)
    this.proposer = new Proposer(context, settings, this.learner, {
      chosen: (slot, value) => this.#chosen(slot, value),
    })
  }

  onStart(): void {
    if (this.#settings.stableLeader) this.#awaitLeader()
  }

  onTimer(timer: number): void {
    if (timer === HEARTBEAT) this.#beat()
    else this.#prepare()
  }

  onRequest({ id }: Operation): void {
    const value = { operation: id, origin: this.#context.id }
    if (!this.#settings.stableLeader) this.#queue(value)
    else if (this.proposer.phase === 'leading') this.#propose(value)
    else if (this.#leader === NO_ONE) this.#context.reply(id, 'fail', 'no leader is known')
    else this.#context.send(this.#leader, { type: 'Forward', value })
  }

  onMessage(from: number, message: PaxosMessage): void {
    switch (message.type) {
      case 'Prepare':
        this.#onPrepare(from, message)
        break
      case 'Accept':
        this.#onAccept(from, message)
        break
      case 'Promise':
        if (this.proposer.onPromise(from, message)) this.#lead()
        break
      case 'Accepted':
        this.proposer.onAccepted(from, message)
        break
      case 'Refusal':
        this.#onRefusal(message)
        break
      case 'Chosen':
        for (const [at, value] of message.values.entries()) this.#learn(message.slot + at, value)
        break
      case 'Heartbeat':
        this.#onHeartbeat(from, message)
        break
      case 'Ask':
        this.#teach(from, message.from)
        break
      case 'Forward':
        if (this.proposer.phase === 'leading') this.#propose(message.value)
    }
  }

  view(): NodeView {
    const { phase, ballot } = this.proposer
    const role = phase === 'leading' ? 'leader' : phase === 'preparing' ? 'proposer' : 'acceptor'
    return {
      role,
      fields: { ballot, promised: this.acceptor.promised, executed: this.learner.next - 1 },
      log: this.learner.texts(),
    }
  }

  // As acceptor.

  #onPrepare(from: number, { ballot, from: slot }: MessageOf<'Prepare'>): void {
    const context = this.#context
    this.#hears(from, ballot)
    const { promised } = this.acceptor
    if (this.acceptor.promise(ballot)) {
      if (ballot > promised) this.#promised(from, ballot)
      this.#teach(from, slot)
      context.send(from, { type: 'Promise', ballot, accepted: this.acceptor.acceptedFrom(slot) })
    } else context.send(from, { type: 'Refusal', ballot, promised })
  }

  /** What others have tried. What it tried itself, its proposer must remember. */
  #hears(from: number, ballot: number): void {
    if (from !== this.#context.id) this.#highest = Math.max(this.#highest, ballot)
  }

  #promised(to: number, ballot: number): void {
    const context = this.#context
    if (ballot > this.#leaderBallot) this.#leader = NO_ONE
    if (this.#settings.stableLeader && this.proposer.phase !== 'leading') this.#awaitLeader()
    context.moment('promised')
    if (context.telling && to !== context.id) context.tell(`promises server ${to} ballot ${ballot}`)
  }

  #onAccept(from: number, { slot, ballot, value }: MessageOf<'Accept'>): void {
    this.#hears(from, ballot)
    if (this.acceptor.accept({ slot, ballot, value })) {
      this.#context.moment('accepted')
      this.#context.send(from, { type: 'Accepted', ballot, slot })
    } else this.#context.send(from, { type: 'Refusal', ballot, promised: this.acceptor.promised })
  }

  // As proposer.

  #prepare(): void {
    if (this.proposer.phase === 'leading' && this.#settings.stableLeader) return
    this.#leader = NO_ONE
    this.proposer.prepare(this.#highest)
    this.#awaitLeader()
    this.#context.setTimer(HEARTBEAT, this.#settings.heartbeatUs)
  }

  #lead(): void {
    const { id } = this.#context
    if (this.#settings.stableLeader) {
      this.#leader = id
      this.#leaderBallot = this.proposer.ballot
      this.#context.clearTimer(ELECTION)
      this.#beat()
    } else {
      for (const value of this.#pending) if (!this.proposer.has(value)) this.proposer.propose(value)
      this.#endRound()
    }
  }

  /** Liveness needs that lost messages are sent again, and that others know of a leader. */
  #beat(): void {
    const { proposer } = this
    if (proposer.phase === 'idle') return
    proposer.repeat()
    if (proposer.phase === 'leading' && this.#settings.stableLeader) {
      this.#toOthers({ type: 'Heartbeat', ballot: proposer.ballot, next: this.learner.next })
    }
    this.#context.setTimer(HEARTBEAT, this.#settings.heartbeatUs)
  }

  #propose(value: Value): void {
    const slot = this.proposer.propose(value)
    const early = this.#settings.mistake === 'answers-before-chosen' && value.origin === this.#context.id
    if (early) this.#context.reply(value.operation, 'ok', slot)
  }

  #queue(value: Value): void {
    if (this.#pending.length >= MOST_PENDING) {
      this.#context.reply(value.operation, 'fail', 'too many commands are waiting')
      return
    }
    this.#pending.push(value)
    if (this.proposer.phase === 'idle' && !this.#context.isSet(RETRY)) this.#prepare()
  }

  #onRefusal({ ballot, promised }: MessageOf<'Refusal'>): void {
    const { proposer } = this
    this.#highest = Math.max(this.#highest, promised)
    if (ballot !== proposer.ballot || proposer.phase === 'idle') return
    if (this.#settings.mistake === 'ignores-refusal' && proposer.phase === 'leading') return
    this.#resign(promised)
  }

  #resign(higher: number): void {
    const context = this.#context
    const { backoffUs, stableLeader } = this.#settings
    if (context.telling) context.tell(`gives up ballot ${this.proposer.ballot} for ballot ${higher}`)
    context.moment('preempted')
    this.proposer.resign()
    context.clearTimer(HEARTBEAT)
    if (stableLeader) {
      if (this.#leader === context.id) this.#leader = NO_ONE
      this.#awaitLeader()
    } else {
      context.clearTimer(ELECTION)
      context.setTimer(RETRY, 1 + context.random.integer(backoffUs + 1))
    }
  }

  #chosen(slot: number, value: Value): void {
    if (this.#context.telling) this.#context.tell(`counts a quorum for slot ${slot}`)
    this.#toOthers({ type: 'Chosen', slot, values: [value] })
    this.#learn(slot, value)
    if (!this.#settings.stableLeader) this.#endRound()
  }

  /** Without a stable leader every command needs both phases. */
  #endRound(): void {
    if (this.proposer.phase !== 'leading' || !this.proposer.settled) return
    this.proposer.resign()
    this.#context.clearTimer(ELECTION)
    this.#context.clearTimer(HEARTBEAT)
    if (this.#pending.length > 0) this.#prepare()
  }

  #awaitLeader(): void {
    const { electionUs } = this.#settings
    this.#context.setTimer(ELECTION, electionUs + this.#context.random.integer(electionUs + 1))
  }

  // As learner.

  #learn(slot: number, value: Value): void {
    this.learner.learn(slot, value, (at, due) => this.#execute(at, due))
  }

  /** A command may be chosen in two slots when it was forwarded twice; its first turn counts. */
  #execute(slot: number, { operation, origin }: Value): void {
    if (origin !== this.#context.id || operation < 0) return
    this.#context.reply(operation, 'ok', slot)
    this.#pending = this.#pending.filter((value) => value.operation !== operation)
  }

  #onHeartbeat(from: number, { ballot, next }: MessageOf<'Heartbeat'>): void {
    const { promised } = this.acceptor
    this.#hears(from, ballot)
    if (ballot < promised) {
      this.#context.send(from, { type: 'Refusal', ballot, promised })
      return
    }
    if (this.proposer.phase === 'leading') {
      if (ballot <= this.proposer.ballot || this.#settings.mistake === 'ignores-refusal') return
      this.#resign(ballot)
    }
    if (this.#leader !== from && this.#context.telling) this.#context.tell(`follows server ${from}`)
    this.#leader = from
    this.#leaderBallot = ballot
    this.#awaitLeader()
    if (next > this.learner.next) this.#context.send(from, { type: 'Ask', from: this.learner.next })
  }

  #teach(to: number, from: number): void {
    if (to === this.#context.id || from >= this.learner.next) return
    this.#context.send(to, { type: 'Chosen', slot: from, values: this.learner.from(from) })
  }

  #toOthers(message: PaxosMessage): void {
    for (let server = 0; server < this.#settings.servers; server += 1) {
      if (server !== this.#context.id) this.#context.send(server, message)
    }
  }
}

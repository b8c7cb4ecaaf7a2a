import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { GossipBuffer } from './gossip-buffer.ts'
import {
  ALIVE,
  DEAD,
  incarnationOf,
  type Rank,
  rankOf,
  STATE_NAMES,
  SUSPECT,
  type SwimMessage,
  stateOf,
} from './messages.ts'
import type { Mistake } from './mutants.ts'
import { ProbeRound } from './probe-round.ts'

export interface SwimSettings {
  readonly members: number
  readonly periodUs: number
  readonly ackTimeoutUs: number
  readonly indirectProbes: number
  readonly suspicionPeriods: number
  /** How often each piece of news is passed on. */
  readonly tellings: number
  readonly newsPerMessage: number
  /** When the member crashes for good; Infinity for most. */
  readonly stopsUs: (member: number) => number
  readonly mistake: Mistake | undefined
}

const PERIOD = 0
const ACK_TIMEOUT = 1
const STOP = 2
const NO_ONE = -1

/**
 * A member as in Das, Gupta and Motivala, "SWIM: Scalable Weakly-consistent Infection-style Process
 * Group Membership Protocol" (DSN 2002); sections stand in the comments. Beyond the paper, a probe
 * tells a member what is held against it (the buddy system of Dadgar et al., "Lifeguard", DSN-W 2018), and
 * the dead keep their place in the round, so that groups that a partition split find together again.
 */
export class SwimNode implements ClusterNode<SwimMessage> {
  /** By member; the own entry is always alive. */
  readonly ranks: Int32Array
  incarnation: number
  /** Protocol periods in this life. */
  period = 0
  /** The members that it changed its mind about, in order. */
  readonly changes: number[] = []
  stopped = false
  sent = 0
  received = 0
  readonly #context: Context<SwimMessage>
  readonly #settings: SwimSettings
  readonly #mistake: Mistake | undefined
  readonly #gossip: GossipBuffer
  readonly #round: ProbeRound
  /** Members that it holds suspect, and since when. */
  readonly #suspects: number[] = []
  readonly #suspectedUs: Float64Array
  #target = NO_ONE
  /** When the probe began: a number that no other probe of this member has, in this life or before. */
  #probe = 0

  constructor(context: Context<SwimMessage>, settings: SwimSettings) {
    const { members, tellings, newsPerMessage } = settings
    const before = context.disk.read<number>('incarnation')
    this.#context = context
    this.#settings = settings
    this.#mistake = settings.mistake
    this.incarnation = before === undefined || this.#mistake === 'volatile-incarnation' ? 0 : before + 1
    this.ranks = new Int32Array(members)
    this.#suspectedUs = new Float64Array(members)
    this.#gossip = new GossipBuffer(members, tellings, newsPerMessage)
    this.#round = new ProbeRound(context.id, members)
  }

  onStart(): void {
    const context = this.#context
    const stopInUs = this.#settings.stopsUs(context.id) - context.clockUs()
    if (stopInUs <= 0) {
      this.stopped = true
      return
    }
    if (Number.isFinite(stopInUs)) context.setTimer(STOP, stopInUs)
    this.#setIncarnation(this.incarnation)
    if (this.incarnation > 0 && context.telling) context.tell(`comes back as incarnation ${this.incarnation}`)
    context.setTimer(PERIOD, context.random.integer(this.#settings.periodUs) + 1)
  }

  onTimer(timer: number): void {
    if (this.stopped) return
    if (timer === STOP) this.#stop()
    else if (timer === ACK_TIMEOUT) this.#askOthers()
    else this.#nextPeriod()
  }

  onMessage(from: number, message: SwimMessage): void {
    if (this.stopped) return
    this.received += 1
    this.#hear(from, rankOf(message.incarnation, ALIVE))
    const { news } = message
    for (let at = 0; at < news.length; at += 2) this.#hear(news[at] as number, news[at + 1] as number)
    switch (message.type) {
      case 'ping':
        this.#ack(from, message.origin, message.probe, this.#context.id)
        break
      case 'ping-req':
        this.#ping(message.target, from, message.probe)
        break
      case 'ack':
        this.#onAck(from, message.origin, message.probe, message.target)
    }
  }

  view(): NodeView {
    const of = (state: number) =>
      [...this.ranks.keys()].filter((at) => stateOf(this.ranks[at] as number) === state)
    const [suspect, dead] = [of(SUSPECT), of(DEAD)]
    return {
      role: this.stopped ? 'stopped' : 'member',
      fields: { incarnation: this.incarnation, suspects: suspect.length, dead: dead.length },
      log: [...suspect, ...dead].map((member) => this.#describe(member)),
    }
  }

  // Failure detection (section 3.1).

  /** What did not answer within its period is suspected (4.2); then the next one in the round is probed (4.3). */
  #nextPeriod(): void {
    const context = this.#context
    this.period += 1
    context.setTimer(PERIOD, this.#settings.periodUs)
    if (this.#target !== NO_ONE) this.#suspect(this.#target)
    this.#confirmSuspects()
    const advance = this.#mistake !== 'same-target'
    this.#target = this.#round.next(context.random, advance)
    this.#probe = context.clockUs()
    this.#ping(this.#target, context.id, this.#probe)
    context.setTimer(ACK_TIMEOUT, this.#settings.ackTimeoutUs)
  }

  #askOthers(): void {
    const target = this.#target
    if (target === NO_ONE || stateOf(this.ranks[target] as number) === DEAD) return
    const { members, indirectProbes } = this.#settings
    const helpers = Math.min(indirectProbes, members - 2)
    const asked: number[] = []
    while (asked.length < helpers) {
      const helper = this.#context.random.integer(members)
      if (helper === target || helper === this.#context.id || asked.includes(helper)) continue
      asked.push(helper)
      this.#send(helper, { type: 'ping-req', target, probe: this.#probe, ...this.#said(NO_ONE) })
    }
  }

  #ping(target: number, origin: number, probe: number): void {
    this.#send(target, { type: 'ping', origin, probe, ...this.#said(target) })
  }

  #ack(to: number, origin: number, probe: number, target: number): void {
    this.#send(to, { type: 'ack', origin, probe, target, ...this.#said(target) })
  }

  #onAck(from: number, origin: number, probe: number, target: number): void {
    const context = this.#context
    if (origin !== context.id) {
      this.#ack(origin, origin, probe, target)
      return
    }
    if (probe !== this.#probe || target !== this.#target) return
    if (from !== target) context.moment('saved-by-others')
    context.clearTimer(ACK_TIMEOUT)
    this.#target = NO_ONE
    const rank = this.ranks[target] as number
    if (this.#mistake === 'raises-others' && stateOf(rank) !== ALIVE) {
      this.#hear(target, rankOf(incarnationOf(rank) + 1, ALIVE))
    }
  }

  // Suspicion (section 4.2).

  #suspect(member: number): void {
    const rank = this.ranks[member] as number
    if (stateOf(rank) !== ALIVE) return
    const skips = this.#mistake === 'no-suspicion' || this.#settings.suspicionPeriods === 0
    this.#hear(member, rank + (skips ? DEAD : SUSPECT))
  }

  /** Whoever did not refute its suspicion in time is dead. */
  #confirmSuspects(): void {
    const { suspicionPeriods, periodUs } = this.#settings
    const overUs = this.#context.clockUs() - suspicionPeriods * periodUs
    for (let at = this.#suspects.length - 1; at >= 0; at -= 1) {
      const member = this.#suspects[at] as number
      const rank = this.ranks[member] as number
      const isSuspect = stateOf(rank) === SUSPECT
      if (isSuspect && (this.#suspectedUs[member] as number) > overUs) continue
      this.#suspects[at] = this.#suspects[this.#suspects.length - 1] as number
      this.#suspects.pop()
      if (isSuspect) this.#hear(member, rank + 1)
    }
  }

  /** Only later news counts; what is news is passed on. */
  #hear(member: number, rank: Rank): void {
    if (member === this.#context.id) this.#hearOfItself(rank)
    else if (rank > (this.ranks[member] as number) || this.#believesStale(member, rank))
      this.#change(member, rank)
  }

  #believesStale(member: number, rank: Rank): boolean {
    const known = this.ranks[member] as number
    return this.#mistake === 'stale-suspicion-wins' && stateOf(rank) === SUSPECT && stateOf(known) === ALIVE
  }

  #hearOfItself(rank: Rank): void {
    if (rank <= rankOf(this.incarnation, ALIVE) || this.#mistake === 'no-refutation') return
    const context = this.#context
    this.#setIncarnation(incarnationOf(rank) + 1)
    context.moment('refuted')
    if (context.telling) {
      context.tell(
        `hears that it is ${STATE_NAMES[stateOf(rank)]} and refutes it as incarnation ${this.incarnation}`,
      )
    }
  }

  #setIncarnation(incarnation: number): void {
    const { disk, id } = this.#context
    disk.write('incarnation', incarnation)
    disk.sync()
    this.incarnation = incarnation
    this.ranks[id] = rankOf(incarnation, ALIVE)
    if (incarnation > 0) this.#gossip.add(id)
  }

  #change(member: number, rank: Rank): void {
    const state = stateOf(rank)
    const was = stateOf(this.ranks[member] as number)
    this.ranks[member] = rank
    this.changes.push(member)
    if (state === SUSPECT) {
      this.#suspectedUs[member] = this.#context.clockUs()
      if (!this.#suspects.includes(member)) this.#suspects.push(member)
    }
    if (state !== DEAD || this.#mistake !== 'dead-is-not-told') this.#gossip.add(member)
    this.#noteChange(member, was, state)
    if (state === DEAD && this.#mistake === 'tells-everyone') this.#tellEveryone(member)
  }

  #noteChange(member: number, was: number, state: number): void {
    const context = this.#context
    if (state !== was) {
      if (state === SUSPECT) context.moment('suspected')
      else if (state === DEAD) context.moment('declared-dead')
      else context.moment(was === DEAD ? 'came-back' : 'suspicion-lifted')
    }
    if (context.telling) context.tell(`holds member ${this.#describe(member)}`)
  }

  #describe(member: number): string {
    const rank = this.ranks[member] as number
    return `${member} ${STATE_NAMES[stateOf(rank)]} (incarnation ${incarnationOf(rank)})`
  }

  // Dissemination with the probes (section 4.1).

  /** What goes with a message: what is held against `about`, then news. */
  #said(about: number): { incarnation: number; news: readonly number[] } {
    const rank = about === NO_ONE ? 0 : (this.ranks[about] as number)
    const worthSaying = rank > 0 && (stateOf(rank) !== DEAD || this.#mistake !== 'dead-is-not-told')
    return {
      incarnation: this.incarnation,
      news: this.#gossip.take(this.ranks, worthSaying ? about : NO_ONE),
    }
  }

  #tellEveryone(member: number): void {
    for (let to = 0; to < this.#settings.members; to += 1) {
      if (to !== this.#context.id) this.#ping(to, this.#context.id, 0)
    }
    this.#gossip.add(member)
  }

  #send(to: number, message: SwimMessage): void {
    this.sent += 1
    this.#context.send(to, message)
  }

  #stop(): void {
    this.stopped = true
    this.#context.moment('crashed-for-good')
    this.#context.tell('crashes for good')
  }
}

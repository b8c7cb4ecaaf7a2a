import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { bits } from './bits.ts'
import { isLater, type LeaseMessage, type MessageOf, NOTHING, type Stored, storedText } from './messages.ts'
import type { OpenWrite } from './open-write.ts'
import { Replica } from './replica.ts'
import type { LeaseSettings } from './settings.ts'
import { WanderingClock } from './wandering-clock.ts'

export type Phase = 'follower' | 'candidate' | 'starting' | 'primary'

const ELECTION = 0
const RENEW = 1
const EXPIRY = 2
const NO_ONE = -1

/** A replica that may become primary. The primary answers reads by itself while its lease lasts. */
export class LeaseNode implements ClusterNode<LeaseMessage> {
  phase: Phase = 'follower'
  ballot = 0
  /** Until then, by its own clock, no other server can be primary. */
  untilUs = 0
  /** The value with which it began as primary. */
  basis: Stored = NOTHING
  readonly replica: Replica
  readonly #context: Context<LeaseMessage>
  readonly #settings: LeaseSettings
  readonly #majority: number
  readonly #clock: WanderingClock
  #primary = NO_ONE
  #primaryBallot = 0
  /** Ballots above its own that it was told of. */
  #highest = 0
  #askedUs = 0
  /** As a candidate: when the leases are over, by its own clock, because of which it was denied. */
  #freeUs = 0
  /** By server: until when the lease lasts that it gave in this ballot. */
  readonly #givenUs: Float64Array
  #latest: Stored = NOTHING
  #sequence = 0
  #committed: Stored = NOTHING
  readonly #open = new Map<number, OpenWrite>()
  readonly #taken = new Set<number>()

  constructor(context: Context<LeaseMessage>, settings: LeaseSettings) {
    this.#context = context
    this.#settings = settings
    this.#majority = (settings.servers >> 1) + 1
    this.#givenUs = new Float64Array(settings.servers)
    this.#clock = new WanderingClock(context, settings.wanderUs)
    this.replica = new Replica(context, settings, this.#clock)
  }

  get believes(): boolean {
    return this.phase === 'primary' && this.#clock.nowUs < this.untilUs
  }

  onStart(): void {
    this.#awaitPrimary()
    const ballot = this.#context.disk.read<number>('primary')
    if (this.#settings.mistake === 'lease-kept-over-restart' && ballot !== undefined) this.#resume(ballot)
  }

  onTimer(timer: number): void {
    if (timer === EXPIRY) this.#onExpiry()
    else if (timer === RENEW) this.#onRenewTimer()
    else if (this.phase === 'candidate') this.#backOff()
    else this.#stand()
  }

  onRequest({ id, name }: Operation): void {
    const read = name === 'read'
    if (this.phase === 'primary') this.#serve(id, this.#context.id, read)
    else if (this.#primary === NO_ONE) this.#context.reply(id, 'fail', 'no primary is known')
    else {
      const ballot = this.#primaryBallot
      this.#context.send(this.#primary, { type: 'Forward', ballot, operation: id, read })
    }
  }

  onMessage(from: number, message: LeaseMessage): void {
    if (from !== this.#context.id) this.#clock.set()
    switch (message.type) {
      case 'RequestLease':
        this.#onRequestLease(from, message)
        break
      case 'Granted':
        this.#onGranted(from, message)
        break
      case 'Denied':
        this.#onDenied(message)
        break
      case 'Renew':
        this.#onRenew(from, message)
        break
      case 'Renewed':
        this.#onRenewed(from, message)
        break
      case 'Release':
        this.replica.release(message.ballot)
        break
      case 'Store':
        this.#onStore(from, message)
        break
      case 'Ack':
        this.#onAck(from, message)
        break
      case 'Forward':
        this.#onForward(from, message)
        break
      case 'Answer':
        this.#answered(message)
    }
  }

  view(): NodeView {
    const { stored, promised } = this.replica
    return {
      role: this.phase,
      fields: {
        promised: promised.ballot,
        ...(this.phase === 'primary' && { until_ms: Math.round(this.untilUs / 1000) }),
      },
      log: [storedText(stored)],
    }
  }

  // Getting the lease, and keeping it.

  #stand(): void {
    const { disk } = this.#context
    const highest = Math.max(
      disk.read<number>('tried') ?? 0,
      this.replica.promised.ballot,
      this.#primaryBallot,
    )
    const { servers } = this.#settings
    this.ballot = (Math.floor(highest / servers) + 1) * servers + this.#context.id
    disk.write('tried', this.ballot)
    disk.sync()
    this.phase = 'candidate'
    this.#primary = NO_ONE
    this.#givenUs.fill(0)
    this.#latest = NOTHING
    this.#askedUs = this.#clock.nowUs
    this.#freeUs = 0
    if (this.#context.telling) this.#context.tell(`asks for the lease with ballot ${this.ballot}`)
    this.#toAll({ type: 'RequestLease', ballot: this.ballot })
    this.#awaitAnswers()
  }

  #onRequestLease(from: number, { ballot }: MessageOf<'RequestLease'>): void {
    const { promised } = this.replica
    if (this.replica.grant(from, ballot)) {
      this.#context.moment('lease-granted')
      if (from !== this.#context.id) this.#yield()
      this.#context.send(from, { type: 'Granted', ballot, stored: this.replica.stored })
    } else {
      if (ballot > promised.ballot) this.#context.moment('lease-waited-out')
      const leftUs = ballot > promised.ballot ? this.replica.leftUs : 0
      this.#context.send(from, { type: 'Denied', ballot, promised: promised.ballot, leftUs })
    }
  }

  #onGranted(from: number, { ballot, stored }: MessageOf<'Granted'>): void {
    if (this.phase !== 'candidate' || ballot !== this.ballot) return
    if (isLater(stored, this.#latest)) this.#latest = stored
    this.#isGiven(from, this.#askedUs)
    if (this.#clock.nowUs < this.untilUs) this.#begin()
  }

  /**
   * A replica that has promised a higher ballot needs one higher still; whoever holds the lease gets
   * it at once. A candidate that met a running lease asks again when it is over.
   */
  #onDenied({ ballot, promised, leftUs }: MessageOf<'Denied'>): void {
    if (ballot !== this.ballot) return
    this.#highest = Math.max(this.#highest, promised)
    if (leftUs > 0) this.#freeUs = Math.max(this.#freeUs, this.#clock.nowUs + leftUs)
    if (this.phase === 'primary' || this.phase === 'starting') {
      if (promised > ballot) this.#stand()
    }
  }

  /** Its first write is the latest value that a majority has: a write that was answered is among them. */
  #begin(): void {
    const found = this.#settings.mistake === 'keeps-own-copy' ? this.replica.stored : this.#latest
    this.phase = 'starting'
    this.basis = found
    this.#sequence = 0
    this.#open.clear()
    this.#taken.clear()
    this.#context.clearTimer(ELECTION)
    if (this.#context.telling) {
      this.#context.tell(
        `has the lease of a majority for ballot ${this.ballot} and found ${storedText(found)}`,
      )
    }
    this.#store(found.operation, NO_ONE)
    this.#renew()
  }

  #onRenewTimer(): void {
    if (this.phase !== 'primary' && this.phase !== 'starting') return
    if (this.#clock.nowUs >= this.untilUs) {
      this.#lapsed()
      return
    }
    for (const { stored } of this.#open.values()) this.#toAll({ type: 'Store', stored })
    this.#renew()
  }

  /** Somebody else has a majority or may get one; a candidate that went on would only disturb it. */
  #yield(): void {
    if (this.phase === 'candidate') this.#giveBack()
    if (this.phase === 'follower') this.#awaitPrimary()
  }

  /** Several candidates with a replica each must let go before one of them can have a majority. */
  #backOff(): void {
    const { leaseUs, mistake } = this.#settings
    this.#giveBack()
    if (mistake === 'asks-once') return
    const leftUs = this.#freeUs - this.#clock.nowUs
    const waitUs = leftUs > 0 ? leftUs + this.#someOf(leaseUs / 16) : 1 + this.#someOf(leaseUs / 4)
    this.#context.setTimer(ELECTION, waitUs)
  }

  #giveBack(): void {
    this.#toAll({ type: 'Release', ballot: this.ballot })
    this.phase = 'follower'
  }

  #renew(): void {
    this.#toAll({ type: 'Renew', ballot: this.ballot, askedUs: this.#clock.nowUs })
    this.#context.setTimer(RENEW, Math.ceil(this.#settings.leaseUs / 3))
  }

  #onRenew(from: number, { ballot, askedUs }: MessageOf<'Renew'>): void {
    if (!this.replica.renew(from, ballot)) {
      const promised = this.replica.promised.ballot
      this.#context.send(from, { type: 'Denied', ballot, promised, leftUs: 0 })
      this.#yield()
      return
    }
    if (from !== this.#context.id) {
      this.#primary = from
      this.#primaryBallot = ballot
      this.#yield()
    }
    this.#context.send(from, { type: 'Renewed', ballot, askedUs })
  }

  #onRenewed(from: number, { ballot, askedUs }: MessageOf<'Renewed'>): void {
    const holds = this.phase === 'primary' || this.phase === 'starting'
    if (holds && ballot === this.ballot) this.#isGiven(from, askedUs)
  }

  /**
   * Counted from the request: nobody knows when the replica began to count, and its answer may have been
   * under way for long. The lease lasts as long as those of a majority do.
   */
  #isGiven(server: number, askedUs: number): void {
    const { leaseUs, mistake } = this.#settings
    const untilUs = leaseUs + (mistake === 'counts-from-answer' ? this.#clock.nowUs : askedUs)
    if (untilUs <= (this.#givenUs[server] as number)) return
    this.#givenUs[server] = untilUs
    this.#lastUntil(this.#givenUs.toSorted()[this.#givenUs.length - this.#majority] as number)
  }

  #lastUntil(untilUs: number): void {
    this.untilUs = untilUs
    this.#context.setTimer(EXPIRY, Math.max(1, untilUs - this.#clock.nowUs))
  }

  /** Timers only wake it; the clock decides. */
  #onExpiry(): void {
    const holds = this.phase === 'primary' || this.phase === 'starting'
    if (!holds) return
    const leftUs = this.untilUs - this.#clock.nowUs
    if (leftUs > 0) this.#context.setTimer(EXPIRY, leftUs)
    else this.#lapsed()
  }

  #lapsed(): void {
    this.#context.moment('lease-lapsed')
    if (this.#context.telling) this.#context.tell(`could not renew its lease and is no longer primary`)
    this.#stepDown()
  }

  #stepDown(): void {
    this.phase = 'follower'
    this.#primary = NO_ONE
    this.#context.clearTimer(RENEW)
    this.#context.clearTimer(EXPIRY)
    this.#context.disk.write('primary', undefined)
    this.#awaitPrimary()
  }

  #resume(ballot: number): void {
    this.phase = 'primary'
    this.ballot = ballot
    this.#committed = this.replica.stored
    this.#sequence = this.replica.stored.sequence + 1_000_000
    this.#givenUs.fill(this.#clock.nowUs + this.#settings.leaseUs)
    this.#lastUntil(this.#givenUs[0] as number)
    this.#renew()
    if (this.#context.telling) this.#context.tell(`takes up its lease of ballot ${ballot} again`)
  }

  // Serving.

  #serve(operation: number, origin: number, read: boolean): void {
    if (!read) {
      if (!this.#taken.has(operation)) this.#store(operation, origin)
      this.#taken.add(operation)
      return
    }
    if (!this.believes && this.#settings.mistake !== 'trusts-timer') {
      this.#answer(operation, origin, read, undefined)
      this.#lapsed()
      return
    }
    this.#context.moment('local-read')
    const uncommitted = this.#settings.mistake === 'reads-uncommitted'
    this.#answer(operation, origin, read, uncommitted ? this.replica.stored : this.#committed)
  }

  #store(operation: number, origin: number): void {
    const stored = { ballot: this.ballot, sequence: this.#sequence, operation }
    this.#sequence += 1
    this.#open.set(stored.sequence, { stored, origin, acks: 0 })
    this.#toAll({ type: 'Store', stored })
  }

  #onStore(from: number, { stored }: MessageOf<'Store'>): void {
    const { ballot, sequence } = stored
    if (this.replica.store(from, stored)) this.#context.send(from, { type: 'Ack', ballot, sequence })
    else {
      const promised = this.replica.promised.ballot
      this.#context.send(from, { type: 'Denied', ballot, promised, leftUs: 0 })
    }
  }

  #onAck(from: number, { ballot, sequence }: MessageOf<'Ack'>): void {
    const write = this.#open.get(sequence)
    if (ballot !== this.ballot || write === undefined) return
    write.acks |= 1 << from
    if (bits(write.acks) < this.#majority) return
    this.#open.delete(sequence)
    if (isLater(write.stored, this.#committed)) this.#committed = write.stored
    if (this.phase === 'starting' && sequence === 0) this.#becomePrimary()
    else if (write.origin !== NO_ONE) this.#answer(write.stored.operation, write.origin, false, write.stored)
  }

  #becomePrimary(): void {
    this.phase = 'primary'
    this.#primary = this.#context.id
    this.#primaryBallot = this.ballot
    this.#context.disk.write('primary', this.ballot)
    this.#context.moment('primary-began')
    if (this.#context.telling) this.#context.tell(`is primary with ballot ${this.ballot}`)
  }

  #onForward(from: number, { ballot, operation, read }: MessageOf<'Forward'>): void {
    if (this.phase === 'primary' && ballot === this.ballot) this.#serve(operation, from, read)
    else this.#answer(operation, from, read, undefined)
  }

  #answer(operation: number, origin: number, read: boolean, stored: Stored | undefined): void {
    const answer = { type: 'Answer', operation, read, stored } as const
    if (origin === this.#context.id) this.#answered(answer)
    else this.#context.send(origin, answer)
  }

  #answered({ operation, read, stored }: MessageOf<'Answer'>): void {
    // A write that comes to a server twice may have been taken the first time.
    if (stored === undefined) this.#context.reply(operation, read ? 'fail' : 'unknown', 'not the primary')
    else this.#context.reply(operation, 'ok', stored)
  }

  /** A primary that has missed a renewal is suspected; its lease must still be waited out. */
  #awaitPrimary(): void {
    const { leaseUs } = this.#settings
    this.#context.setTimer(ELECTION, Math.ceil(leaseUs / 2) + this.#someOf(leaseUs / 4))
  }

  #awaitAnswers(): void {
    const { leaseUs } = this.#settings
    this.#context.setTimer(ELECTION, Math.ceil(leaseUs / 8) + this.#someOf(leaseUs / 8))
  }

  #someOf(us: number): number {
    return this.#context.random.integer(Math.ceil(us) + 1)
  }

  #toAll(message: LeaseMessage): void {
    for (let server = 0; server < this.#settings.servers; server += 1) this.#context.send(server, message)
  }
}

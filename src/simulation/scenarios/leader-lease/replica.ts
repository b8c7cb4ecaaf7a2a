import type { Context } from '../../kernel/cluster/model.ts'
import { isLater, type LeaseMessage, NOTHING, type Stored } from './messages.ts'
import type { LeaseSettings } from './settings.ts'
import type { WanderingClock } from './wandering-clock.ts'

/** To whom a replica has given its lease, until when by its own clock. Never changed once made. */
interface Promised {
  readonly ballot: number
  readonly holder: number
  readonly untilUs: number
}

const NO_ONE = -1

/**
 * Keeps a copy, and gives its lease to one primary at a time (Gray and Cheriton, "Leases", SOSP
 * 1989). Until the lease is over it helps nobody else to become primary.
 */
export class Replica {
  promised: Promised
  stored: Stored
  readonly #context: Context<LeaseMessage>
  readonly #settings: LeaseSettings
  readonly #clock: WanderingClock

  constructor(context: Context<LeaseMessage>, settings: LeaseSettings, clock: WanderingClock) {
    const { disk } = context
    this.#context = context
    this.#settings = settings
    this.#clock = clock
    this.promised = disk.read<Promised>('promised') ?? { ballot: 0, holder: NO_ONE, untilUs: 0 }
    this.stored = disk.read<Stored>('stored') ?? NOTHING
  }

  /**
   * The primary counts the lease from its request, by a clock that may lose epsilon meanwhile; this
   * one may gain as much.
   */
  get #leaseLengthUs(): number {
    const { leaseUs, epsilonUs, mistake } = this.#settings
    return leaseUs + (mistake === 'no-clock-margin' ? 0 : 2 * epsilonUs)
  }

  /** How long the lease still runs that it has given. */
  get leftUs(): number {
    return this.promised.holder === NO_ONE ? 0 : Math.max(0, this.promised.untilUs - this.#clock.nowUs)
  }

  /** Helps nobody else to become primary than who has this ballot. */
  keeps(ballot: number): boolean {
    return this.promised.ballot === ballot && this.promised.holder !== NO_ONE && this.leftUs > 0
  }

  /** A restarted holder need not wait for its own lease: it no longer believes in it. */
  grant(candidate: number, ballot: number): boolean {
    const { holder } = this.promised
    if (ballot <= this.promised.ballot) return false
    if (holder !== NO_ONE && holder !== candidate && !this.#isOver()) return false
    this.#promise({ ballot, holder: candidate, untilUs: this.#clock.nowUs + this.#leaseLengthUs })
    return true
  }

  renew(holder: number, ballot: number): boolean {
    if (ballot !== this.promised.ballot || holder !== this.promised.holder) return false
    this.#promise({ ballot, holder, untilUs: this.#clock.nowUs + this.#leaseLengthUs })
    return true
  }

  release(ballot: number): void {
    if (ballot === this.promised.ballot) this.#promise({ ...this.promised, holder: NO_ONE })
  }

  /** False when a later primary may have begun without this write. */
  store(from: number, stored: Stored): boolean {
    const { ballot, untilUs } = this.promised
    if (stored.ballot < ballot) return false
    if (stored.ballot > ballot) this.#promise({ ballot: stored.ballot, holder: from, untilUs })
    if (isLater(stored, this.stored)) {
      this.#context.disk.write('stored', stored)
      this.#context.disk.sync()
      this.stored = stored
    }
    return true
  }

  #isOver(): boolean {
    const { mistake } = this.#settings
    return mistake === 'new-leader-does-not-wait' || this.#clock.nowUs >= this.promised.untilUs
  }

  #promise(promised: Promised): void {
    const { disk } = this.#context
    disk.write('promised', promised)
    disk.sync()
    this.promised = promised
  }
}

import type { LoggedEvent } from '../../kernel/event-log.ts'
import type { Witness } from '../../kernel/witness.ts'
import type { InvariantId } from './invariants.ts'
import { Told } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { StrategyId } from './strategies.ts'

const drops = ({ code }: LoggedEvent) => code === Told.dropped
const takes = ({ code }: LoggedEvent) => code === Told.taken
const waiting = ({ code }: LoggedEvent) => code === Told.waits
const credits = ({ code }: LoggedEvent) => code === Told.creditsSent

/** Checks the pipeline from outside. It keeps its own count of what is in each buffer and on each link. */
export class Monitor {
  /** By link: the item that waits to be sent over it; -1 when none does. */
  readonly #waits: Int32Array
  /** By stage: items in its buffer, and credits that are not with the sender. */
  readonly #held: Int32Array
  readonly #creditsOut: Int32Array
  #working = 0
  #stalled = 0
  #creditsFlying = 0
  #lastDelivered = -1
  readonly #settings: Settings
  readonly #strategy: StrategyId
  readonly #witness: Witness<InvariantId>

  constructor(settings: Settings, strategy: StrategyId, witness: Witness<InvariantId>) {
    this.#settings = settings
    this.#strategy = strategy
    this.#witness = witness
    this.#waits = new Int32Array(settings.stages).fill(-1)
    this.#held = new Int32Array(settings.stages)
    this.#creditsOut = new Int32Array(settings.stages)
  }

  buffered(stage: number): void {
    const held = (this.#held[stage] as number) + 1
    this.#held[stage] = held
    this.#creditsOut[stage] = (this.#creditsOut[stage] as number) + 1
    if (this.#strategy === 'unbounded' || held <= this.#settings.buffer) return
    this.#witness.violated('buffer-bounded', `the buffer of stage ${stage} holds ${held} items`)
  }

  taken(stage: number, item: number): void {
    this.#witness.hear(Told.taken, item, stage)
    this.#held[stage] = (this.#held[stage] as number) - 1
    this.#working += 1
  }

  /** The item cannot be sent to the stage yet. */
  waits(stage: number, item: number): void {
    this.#witness.hear(Told.waits, item, stage)
    this.#waits[stage] = item
  }

  waitsNoMore(stage: number): void {
    this.#waits[stage] = -1
  }

  /** The stage has done its work on an item. */
  worked(): void {
    this.#working -= 1
  }

  /** `oldest` is the oldest item left in the buffer, if any. */
  dropped(stage: number, item: number, wasBuffered: boolean, oldest: number | undefined): void {
    const held = this.#held[stage] as number
    this.#witness.hear(Told.dropped, item, stage)
    if (this.#strategy !== 'newest' && this.#strategy !== 'oldest') {
      this.#witness.violated('nothing-lost', `item ${item} is dropped before stage ${stage}`)
      return
    }
    if (held < this.#settings.buffer) {
      const how = `item ${item} is dropped while the buffer of stage ${stage} holds ${held} of ${this.#settings.buffer}`
      this.#witness.violated('drops-with-cause', how, drops)
    }
    if (wasBuffered) this.#held[stage] = held - 1
    const isOldest = oldest === undefined || item < oldest
    if (wasBuffered === (this.#strategy === 'oldest') && (!wasBuffered || isOldest)) return
    const how = `item ${item} is dropped before stage ${stage}, and item ${oldest} stays`
    this.#witness.violated('drops-the-right-end', how, drops)
  }

  creditsSent(stage: number, count: number): void {
    this.#witness.hear(Told.creditsSent, stage, count)
    this.#creditsFlying += 1
  }

  /** `credits` is what the sender has now. */
  creditsArrived(stage: number, count: number, creditsNow: number): void {
    this.#creditsFlying -= 1
    const out = (this.#creditsOut[stage] as number) - count
    this.#creditsOut[stage] = out
    const { buffer } = this.#settings
    if (creditsNow + out === buffer) return
    const how = `the sender to stage ${stage} has ${creditsNow} credits and ${out} are out, of ${buffer}`
    this.#witness.violated('credits-conserved', how, credits)
  }

  stalls(by: 1 | -1): void {
    this.#stalled += by
  }

  delivered(item: number): void {
    this.#witness.hear(Told.delivered, item)
    if (item < this.#lastDelivered) {
      const how = `item ${item} comes out after item ${this.#lastDelivered}`
      this.#witness.violated('in-order', how, takes)
    }
    this.#lastDelivered = item
  }

  /** To be called after every event. */
  somethingMoves(inside: number): void {
    if (inside === 0 || this.#working > 0 || this.#stalled > 0 || this.#creditsFlying > 0) return
    const stage = this.#waits.findLastIndex((item) => item !== -1)
    const why =
      stage === -1
        ? `items that are stuck: ${inside}`
        : `item ${this.#waits[stage]} waits to be sent to stage ${stage}, whose buffer holds ${this.#held[stage]} of ${this.#settings.buffer}`
    this.#witness.violated(
      'no-deadlock',
      `nothing moves any more: ${why}`,
      (event) => waiting(event) || credits(event),
    )
  }
}

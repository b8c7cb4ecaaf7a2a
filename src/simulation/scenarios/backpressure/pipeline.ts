import { Fifo } from '../../kernel/fifo.ts'
import type { RunOptions, Variant } from '../../kernel/scenario.ts'
import { budgetOf } from '../../kernel/side-by-side.ts'
import { Witness } from '../../kernel/witness.ts'
import { type EventHandler, type RunEnd, World } from '../../kernel/world.ts'
import { type InvariantId, invariants } from './invariants.ts'
import { Measurement } from './measurement.ts'
import { Monitor } from './monitor.ts'
import { type Mistakes, mistakesOf } from './mutants.ts'
import { Told, words } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { StrategyId } from './strategies.ts'
import type { Workload } from './workload.ts'

const MADE = 0
const WORK_DONE = 1
const CREDITS_BACK = 2
const STALLS = 3
const RESUMES = 4
const SURGE_BEGINS = 5
const SURGE_ENDS = 6

const NOTHING = -1
/** The mutant that delivers twice does so with one item of so many. */
const TWICE_ONE_OF = 100

export interface PipelineOptions {
  readonly settings: Settings
  readonly workload: Workload
  readonly variant: Variant & { readonly strategy: StrategyId }
  readonly options: RunOptions
}

/**
 * A producer and stages in a row, each with a buffer before it. Link n leads into stage n: from the
 * producer for n = 0, else from stage n - 1. Who cannot send holds its item and does nothing else.
 */
export class Pipeline implements EventHandler {
  readonly world = new World()
  readonly witness: Witness<InvariantId>
  readonly measurement: Measurement
  readonly coverage = { held_up: 0, dropped: 0, stalled: 0 }
  readonly #settings: Settings
  readonly #workload: Workload
  readonly #options: RunOptions
  readonly #mistakes: Mistakes
  readonly #strategy: StrategyId
  readonly #monitor: Monitor
  readonly #last: number
  readonly #buffers: readonly Fifo[]
  /** By stage: the item that it works on or, done with it, cannot send. */
  readonly #current: Int32Array
  readonly #stalls: Int32Array
  /** By link: the item that cannot be sent over it yet. */
  readonly #held: Int32Array
  readonly #credits: Int32Array
  /** By link: credits that are not yet a batch. */
  readonly #saved: Int32Array
  /** By item. */
  readonly #madeUs: Float64Array
  readonly #takenLastUs: Float64Array
  readonly #workedUs: Float64Array
  readonly #ended: Uint8Array

  constructor({ settings, workload, variant, options }: PipelineOptions) {
    const { stages, buffer } = settings
    const { items } = workload
    this.#settings = settings
    this.#workload = workload
    this.#options = options
    this.#mistakes = mistakesOf(options.mutant)
    this.#strategy = variant.strategy
    this.#last = stages - 1
    this.#buffers = Array.from({ length: stages }, () => new Fifo())
    this.#current = new Int32Array(stages).fill(NOTHING)
    this.#stalls = new Int32Array(stages)
    this.#held = new Int32Array(stages).fill(NOTHING)
    this.#credits = new Int32Array(stages).fill(buffer)
    this.#saved = new Int32Array(stages)
    this.#madeUs = new Float64Array(items)
    this.#takenLastUs = new Float64Array(items)
    this.#workedUs = new Float64Array(items)
    this.#ended = new Uint8Array(items)
    this.measurement = new Measurement(settings)
    this.witness = new Witness({ world: this.world, variant, invariants, words })
    this.#monitor = new Monitor(settings, variant.strategy, this.witness)
  }

  run(): RunEnd {
    const { world } = this
    const { surgeStartUs, surgeUs, durationUs } = this.#settings
    for (const { node, atUs, durationUs: lastsUs } of this.#workload.faults) {
      world.schedule(atUs, STALLS, node)
      world.schedule(atUs + lastsUs, RESUMES, node)
    }
    if (surgeUs > 0 && surgeStartUs < durationUs) {
      world.schedule(surgeStartUs, SURGE_BEGINS, 0)
      world.schedule(Math.min(surgeStartUs + surgeUs, durationUs), SURGE_ENDS, 0)
    }
    this.#makeNext(0)
    const end = world.run(this, budgetOf(this.#options))
    if (end === 'drained') this.#settleAccounts()
    return end
  }

  handle(kind: number, subject: number): void {
    switch (kind) {
      case MADE:
        this.#made(subject)
        break
      case WORK_DONE:
        this.#workDone(subject)
        break
      case CREDITS_BACK:
        this.#creditsBack(subject)
        break
      case STALLS:
        this.#stall(subject)
        break
      case RESUMES:
        this.#resume(subject)
        break
      case SURGE_BEGINS:
        this.witness.hear(Told.surgeBegan)
        break
      case SURGE_ENDS:
        this.witness.hear(Told.surgeEnded)
        break
      default:
        throw new Error(`no event of kind ${kind}`)
    }
    this.#monitor.somethingMoves(this.measurement.inside.size)
  }

  /** The producer begins an item. It makes no more once its time is over. */
  #makeNext(item: number): void {
    if (item >= this.#workload.items) return
    const atUs = this.#workload.madeAtUs(item, this.world.nowUs)
    if (atUs < this.#settings.durationUs) this.world.schedule(atUs - this.world.nowUs, MADE, item)
  }

  #made(item: number): void {
    if (!this.#workload.takesPart(item)) {
      this.#makeNext(item + 1)
      return
    }
    this.#madeUs[item] = this.world.nowUs
    this.measurement.make(this.world.nowUs)
    if (this.#send(0, item)) {
      this.#makeNext(item + 1)
      return
    }
    this.coverage.held_up += 1
    this.measurement.heldUp.change(this.world.nowUs, 1)
    if (this.coverage.held_up === 1) this.witness.hear(Told.heldUp)
  }

  /** False when the sender has to hold the item. */
  #send(link: number, item: number): boolean {
    if (this.#mayPass(link)) {
      this.#push(link, item)
      return true
    }
    const drops = this.#strategy === 'newest' || this.#strategy === 'oldest'
    if (!drops && !(this.#mistakes.dropsWhenBlocked && this.#strategy === 'block')) {
      this.#held[link] = item
      this.#monitor.waits(link, item)
      return false
    }
    if (this.#strategy === 'oldest') {
      this.#dropBuffered(link)
      this.#push(link, item)
    } else this.#drop(link, item, false)
    return true
  }

  #mayPass(link: number): boolean {
    const { buffer } = this.#settings
    const room = this.#mistakes.holdsOneTooMany ? buffer + 1 : buffer
    const length = this.#buffers[link]?.length ?? 0
    switch (this.#strategy) {
      case 'unbounded':
        return true
      case 'credit':
        return (this.#credits[link] as number) > 0
      case 'block':
        return length < room
      default:
        return length < (this.#mistakes.dropsEarly ? Math.ceil(buffer / 2) : room)
    }
  }

  #push(link: number, item: number): void {
    this.#credits[link] = (this.#credits[link] as number) - 1
    this.#buffers[link]?.push(item)
    this.#monitor.buffered(link)
    this.measurement.buffer(this.world.nowUs, 1)
    if (this.#current[link] === NOTHING) this.#takeNext(link)
  }

  #dropBuffered(link: number): void {
    const buffer = this.#buffers[link] as Fifo
    const item = this.#mistakes.dropsWrongEnd ? buffer.pop() : buffer.shift()
    if (item === undefined) throw new Error(`the buffer of stage ${link} is empty and cannot be full`)
    this.measurement.buffer(this.world.nowUs, -1)
    this.#drop(link, item, true)
  }

  #drop(link: number, item: number, wasBuffered: boolean): void {
    if (this.coverage.dropped === 0) this.witness.hear(Told.firstDrop, link)
    this.coverage.dropped += 1
    this.#monitor.dropped(link, item, wasBuffered, this.#buffers[link]?.peek())
    this.#ended[item] = 1
    this.measurement.drop(this.world.nowUs, this.#madeUs[item] as number, this.#workedUs[item] as number)
  }

  #takeNext(stage: number): void {
    const buffer = this.#buffers[stage] as Fifo
    if ((this.#stalls[stage] as number) > 0 || buffer.length === 0) return
    const youngest = this.#mistakes.takesYoungest && stage === this.#last
    const item = (youngest ? buffer.pop() : buffer.shift()) as number
    const workUs = this.#workload.workUs(item, stage)
    this.#current[stage] = item
    this.#monitor.taken(stage, item)
    this.measurement.buffer(this.world.nowUs, -1)
    this.measurement.workUs += workUs
    this.#workedUs[item] = (this.#workedUs[item] as number) + workUs
    if (stage === this.#last) this.#takenLastUs[item] = this.world.nowUs
    this.world.schedule(workUs, WORK_DONE, stage)
    this.#giveRoom(stage)
  }

  /** There is room in the buffer of the stage again: who waits for it may send. */
  #giveRoom(stage: number): void {
    if (this.#strategy === 'credit') this.#saveCredit(stage)
    else if (!this.#mistakes.forgetsToWake) this.#sendHeld(stage)
  }

  #saveCredit(stage: number): void {
    const { creditBatch, creditDelayUs } = this.#settings
    this.#saved[stage] = (this.#saved[stage] as number) + 1
    if ((this.#saved[stage] as number) < creditBatch) return
    this.#saved[stage] = 0
    this.#monitor.creditsSent(stage, creditBatch)
    this.world.schedule(creditDelayUs, CREDITS_BACK, stage)
  }

  #creditsBack(link: number): void {
    const { creditBatch } = this.#settings
    const arriving = this.#mistakes.losesCredits ? creditBatch - 1 : creditBatch
    this.#credits[link] = (this.#credits[link] as number) + arriving
    this.#monitor.creditsArrived(link, creditBatch, this.#credits[link] as number)
    this.#sendHeld(link)
  }

  #sendHeld(link: number): void {
    const item = this.#held[link] as number
    if (item === NOTHING || !this.#mayPass(link)) return
    this.#held[link] = NOTHING
    this.#monitor.waitsNoMore(link)
    this.#push(link, item)
    if (link === 0) {
      this.measurement.heldUp.change(this.world.nowUs, -1)
      this.#makeNext(item + 1)
      return
    }
    this.#current[link - 1] = NOTHING
    this.#takeNext(link - 1)
  }

  #workDone(stage: number): void {
    const item = this.#current[stage] as number
    this.#monitor.worked()
    if (stage === this.#last) this.#deliver(item)
    else if (!this.#send(stage + 1, item)) return
    this.#current[stage] = NOTHING
    this.#takeNext(stage)
  }

  #deliver(item: number): void {
    this.#monitor.delivered(item)
    this.#finish(item)
    if (this.#mistakes.deliversTwice && item % TWICE_ONE_OF === 0) this.#finish(item)
  }

  #finish(item: number): void {
    if (this.#ended[item] === 1) {
      this.witness.violated('ends-once', `item ${item} is delivered for the second time`)
      return
    }
    this.#ended[item] = 1
    const madeUs = this.#madeUs[item] as number
    const sinceUs = this.#mistakes.startsClockLate ? (this.#takenLastUs[item] as number) : madeUs
    this.measurement.deliver(this.world.nowUs, madeUs, sinceUs)
  }

  #stall(stage: number): void {
    this.#stalls[stage] = (this.#stalls[stage] as number) + 1
    this.#monitor.stalls(1)
    this.coverage.stalled += 1
    this.witness.hear(Told.stalled, stage)
  }

  #resume(stage: number): void {
    this.#stalls[stage] = (this.#stalls[stage] as number) - 1
    this.#monitor.stalls(-1)
    this.witness.hear(Told.resumed, stage)
    if (this.#current[stage] === NOTHING) this.#takeNext(stage)
  }

  /** Once nothing is left to happen, either the pipeline is empty or it is stuck, which was said before. */
  #settleAccounts(): void {
    const { inside, made, delivered, dropped } = this.measurement
    if (inside.size > 0) return
    if (made !== delivered + dropped) {
      const how = `of ${made} items ${delivered} were delivered and ${dropped} dropped`
      this.witness.violated('ends-once', how)
    }
    const mismatch = this.measurement.mismatch(this.world.nowUs)
    if (mismatch !== undefined) this.witness.violated('littles-law', mismatch)
  }
}

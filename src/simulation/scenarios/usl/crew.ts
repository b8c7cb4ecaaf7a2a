import type { EventWorld } from '../../kernel/event-model.ts'
import { Fifo } from '../../kernel/fifo.ts'
import type { MutantId } from './invariants.ts'
import { CrewMonitor } from './monitor.ts'
import type { Settings } from './parameters.ts'

const ASKS = 0
const GIVES_BACK = 1
/** So many kinds of events has a crew; the next crew's follow. */
export const CREW_KINDS = 2

export interface CrewOptions {
  readonly world: EventWorld
  readonly settings: Settings
  readonly workers: number
  /** All begin a round together, as parallel programs with a barrier do; else each goes on by itself. */
  readonly inStep: boolean
  readonly variant: string
  readonly firstKind: number
  readonly mutant: string | undefined
}

/**
 * Workers who each do a part of an operation by themselves and the rest while they hold the one lock,
 * where they also tell every other worker what changed. When all keep step, that is the machine-repair
 * queue whose throughput Gunther proves to be the universal scalability law ("A general theory of
 * computational scalability based on rational functions", 2008); at their own pace they do better.
 */
export class Crew {
  readonly #options: CrewOptions
  readonly #monitor: CrewMonitor
  readonly #waiting = new Fifo()
  readonly #holds
  readonly #aloneUs: number
  readonly #holdUs: number
  readonly #atLock
  readonly #stays
  readonly #sinceUs: Float64Array
  #done = 0
  #begun = 0
  #held = 0
  #holders = 0
  /** Who has ended this round, in a crew that keeps step. */
  #ready: number[] = []
  /** As the charts were read last. */
  #lastDone = 0
  #lastAreaUs = 0
  #lastReadUs = 0
  #met = false

  constructor(options: CrewOptions) {
    const { world, settings, workers, variant } = options
    const { rate, contention, crosstalk } = settings.law
    const operationUs = 1e6 / rate
    this.#options = options
    this.#aloneUs = operationUs * (1 - contention)
    this.#holdUs = operationUs * (contention + crosstalk * (workers - 1))
    this.#holds = world.random('hold')
    this.#monitor = new CrewMonitor(world, variant, workers)
    this.#atLock = world.population()
    this.#stays = world.histogram()
    this.#sinceUs = new Float64Array(workers)
    world.series(`${variant}throughput`, 'Operations per second', 'per_s', () => this.#perSecond())
    world.series(`${variant}at_lock`, 'At the lock', 'count', () => this.#meanAtLock())
  }

  start(): void {
    for (let worker = 0; worker < this.#options.workers; worker += 1) this.#begin(worker)
  }

  handle(kind: number, worker: number): void {
    if (kind === ASKS) this.#ask(worker)
    else this.#giveBack(worker)
    this.#monitor.check(this.#waiting.length, this.#done)
  }

  end(): void {
    this.#monitor.end()
  }

  values(): Record<string, number> {
    const { world, settings, workers } = this.#options
    const throughput = (this.#done * 1e6) / world.measuredUs
    return {
      throughput,
      efficiency: throughput / (workers * settings.law.rate),
      at_lock: this.#atLock.meanAt(world.nowUs),
      stay: this.#stays.mean() / 1000,
    }
  }

  #begin(worker: number): void {
    const { world, firstKind, inStep } = this.#options
    if (inStep) this.#monitor.beganRound(worker)
    world.schedule(this.#aloneUs, firstKind + ASKS, worker)
  }

  #ask(worker: number): void {
    const { world } = this.#options
    const operation = this.#begun
    this.#begun += 1
    if (!world.begins(operation)) {
      this.#ended(worker)
      return
    }
    this.#monitor.asked(worker)
    this.#atLock.change(world.nowUs, 1)
    this.#sinceUs[worker] = world.nowUs
    if (world.telling) this.#tell(`worker ${worker} asks for the lock`)
    this.#waiting.push(worker)
    this.#wake()
    this.#noticeCrowd()
  }

  #noticeCrowd(): void {
    const { world, workers, variant } = this.#options
    if (this.#met || this.#atLock.size < workers) return
    this.#met = true
    world.caption(`all ${workers} workers are at the lock at once`, variant)
  }

  #wake(): void {
    const second = this.#is('two-holders') && this.#waiting.length >= 4 ? 1 : 0
    if (this.#holders > second) return
    const worker = this.#is('barges') ? this.#waiting.pop() : this.#waiting.shift()
    if (worker === undefined) return
    const { world, firstKind } = this.#options
    this.#holders += 1
    this.#monitor.got(worker)
    if (this.#is('forgets-waiting')) this.#sinceUs[worker] = world.nowUs
    if (world.telling) this.#tell(`worker ${worker} gets the lock, ${this.#waiting.length} wait`)
    if (this.#waiting.length > 0) world.moment('waited')
    world.schedule(this.#holds.exponential(this.#held) * this.#holdUs, firstKind + GIVES_BACK, worker)
    this.#held += 1
  }

  #giveBack(worker: number): void {
    const { world } = this.#options
    const stayUs = world.nowUs - (this.#sinceUs[worker] as number)
    this.#holders -= 1
    this.#done += this.#is('counts-twice') && this.#done % 100 === 99 ? 2 : 1
    this.#atLock.change(world.nowUs, -1)
    this.#stays.record(stayUs)
    this.#monitor.gaveBack(worker, stayUs)
    if (world.telling) this.#tell(`worker ${worker} gives the lock back`)
    this.#ended(worker)
    if (!(this.#is('sleeps-on') && this.#done % 100 === 99)) this.#wake()
  }

  /** In step, the last of a round lets all begin the next. */
  #ended(worker: number): void {
    const { workers, inStep } = this.#options
    if (!inStep) {
      this.#begin(worker)
      return
    }
    this.#ready.push(worker)
    if (this.#ready.length < (this.#is('runs-ahead') ? workers - 1 : workers)) return
    const ready = this.#ready
    this.#ready = []
    for (const one of ready) this.#begin(one)
  }

  /** Read before `#meanAtLock`, which sets the time of the last reading. */
  #perSecond(): number {
    const done = this.#done - this.#lastDone
    this.#lastDone = this.#done
    return (done * 1e6) / (this.#options.world.nowUs - this.#lastReadUs)
  }

  #meanAtLock(): number {
    const { nowUs } = this.#options.world
    const areaUs = this.#atLock.areaAt(nowUs)
    const mean = (areaUs - this.#lastAreaUs) / (nowUs - this.#lastReadUs)
    this.#lastAreaUs = areaUs
    this.#lastReadUs = nowUs
    return mean
  }

  #tell(text: string): void {
    this.#options.world.tell(text, this.#options.variant)
  }

  #is(mutant: MutantId): boolean {
    return this.#options.mutant === mutant
  }
}

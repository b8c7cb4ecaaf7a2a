import { Buckets } from '../../kernel/buckets.ts'
import { Fifo } from '../../kernel/fifo.ts'
import { Histogram } from '../../kernel/histogram.ts'
import { unlikeLittle } from '../../kernel/littles-law.ts'
import { awaitOperation } from '../../kernel/next-operation.ts'
import { Population } from '../../kernel/population.ts'
import type { RunOptions, Variant } from '../../kernel/scenario.ts'
import { budgetOf } from '../../kernel/side-by-side.ts'
import { Witness } from '../../kernel/witness.ts'
import { type EventHandler, type RunEnd, World } from '../../kernel/world.ts'
import { type InvariantId, invariants } from './invariants.ts'
import type { LimiterKind } from './kinds.ts'
import { type Limiter, REFUSED } from './limiters.ts'
import { Monitor } from './monitor.ts'
import { limitersOf, type Mistakes, mistakesOf } from './mutants.ts'
import { words } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { Workload } from './workload.ts'

const ARRIVES = 0
const LEAVES = 1

const BUCKET_US = 250_000
/** The mutant that loses requests loses one of so many. */
const LOST_ONE_OF = 10

export interface GateOptions {
  readonly settings: Settings
  readonly workload: Workload
  readonly variant: Variant & { readonly kind: LimiterKind }
  readonly options: RunOptions
}

/** A gate with one limiter for each client. */
export class Gate implements EventHandler {
  readonly world = new World()
  readonly witness: Witness<InvariantId>
  readonly monitor: Monitor
  readonly kind: LimiterKind
  readonly coverage = { refused: 0, delayed: 0 }
  readonly wait = new Histogram()
  readonly waiting = new Population()
  readonly passedPerBucket: Buckets
  requests = 0
  passed = 0
  refused = 0
  memoryPeak = 0
  #waitsUs = 0
  #memory = 0
  readonly #settings: Settings
  readonly #workload: Workload
  readonly #options: RunOptions
  readonly #mistakes: Mistakes
  readonly #limiters: readonly Limiter[]
  /** By client: the places in the order of arrival of those that wait. */
  readonly #queues: readonly Fifo[]
  readonly #leaveTimes: readonly Fifo[]

  constructor({ settings, workload, variant, options }: GateOptions) {
    this.kind = variant.kind
    const Kind = limitersOf(options.mutant)[variant.kind]
    this.#settings = settings
    this.#workload = workload
    this.#options = options
    this.#mistakes = mistakesOf(options.mutant)
    this.#limiters = Array.from({ length: settings.clients }, () => new Kind(settings))
    this.#queues = Array.from({ length: settings.clients }, () => new Fifo())
    this.#leaveTimes = this.#queues.map(() => new Fifo())
    this.#memory = this.#limiters.reduce((sum, { memory }) => sum + memory, 0)
    this.memoryPeak = this.#memory
    this.passedPerBucket = new Buckets(settings.durationUs, BUCKET_US)
    this.witness = new Witness({ world: this.world, variant, invariants, words })
    this.monitor = new Monitor(settings, variant.kind, this.witness)
  }

  run(): RunEnd {
    awaitOperation(this.world, this.#workload.requests, 0, ARRIVES)
    const end = this.world.run(this, budgetOf(this.#options))
    if (end === 'drained') this.#settleAccounts()
    return end
  }

  handle(kind: number, subject: number): void {
    if (kind === ARRIVES) this.#arrive(subject)
    else this.#letLeave(subject)
  }

  #arrive(place: number): void {
    awaitOperation(this.world, this.#workload.requests, place + 1, ARRIVES)
    const { nowUs } = this.world
    const request = this.#workload.requests.order[place] as number
    const client = this.#workload.clientOf(request)
    this.requests += 1
    this.#letLeave(client)
    const atUs = this.#offer(nowUs, client)
    this.monitor.decided(nowUs, request, client, atUs === REFUSED ? undefined : atUs)
    if (atUs === REFUSED) this.refused += 1
    else if (atUs === nowUs) this.#pass(request, place, client, 0)
    else this.#hold(place, client, atUs)
  }

  #offer(nowUs: number, client: number): number {
    const limiter = this.#limiters[client] as Limiter
    const before = limiter.memory
    const atUs = limiter.offer(nowUs)
    this.#memory += limiter.memory - before
    if (this.#memory > this.memoryPeak) this.memoryPeak = this.#memory
    if (atUs === REFUSED) this.coverage.refused += 1
    return atUs
  }

  #hold(place: number, client: number, atUs: number): void {
    this.coverage.delayed += 1
    this.waiting.change(this.world.nowUs, 1)
    this.#queues[client]?.push(place)
    this.#leaveTimes[client]?.push(atUs)
    this.world.schedule(atUs - this.world.nowUs, LEAVES, client)
  }

  /** Who may leave by now leaves before who comes now, whichever event is first. */
  #letLeave(client: number): void {
    const times = this.#leaveTimes[client] as Fifo
    while ((times.peek() ?? Number.POSITIVE_INFINITY) <= this.world.nowUs) {
      times.shift()
      this.#leave(client)
    }
  }

  #leave(client: number): void {
    const queue = this.#queues[client] as Fifo
    const place = this.#mistakes.lastInFirstOut ? queue.pop() : queue.shift()
    if (place === undefined) throw new Error(`nobody waits in the bucket of client ${client}`)
    if (this.#mistakes.losesWaiting && place % LOST_ONE_OF === 0) return
    const request = this.#workload.requests.order[place] as number
    this.waiting.change(this.world.nowUs, -1)
    this.#pass(request, place, client, this.world.nowUs - (this.#workload.requests.atUs[request] as number))
  }

  #pass(request: number, place: number, client: number, waitUs: number): void {
    const measuredUs = this.#mistakes.startsClockLate ? 0 : waitUs
    this.monitor.passes(this.world.nowUs, request, place, client, waitUs > 0)
    this.passed += 1
    this.#waitsUs += measuredUs
    this.wait.record(measuredUs)
    this.passedPerBucket.add(this.world.nowUs, 1)
  }

  /** Once nothing is left to happen, nobody waits and all waits make up the area. */
  #settleAccounts(): void {
    const { requests, passed, refused, waiting } = this
    if (passed + refused !== requests) {
      const how = `of ${requests} requests ${passed} passed and ${refused} were refused`
      this.witness.violated('ends-once', how)
    }
    const unlike = unlikeLittle(waiting.areaAt(this.world.nowUs), this.#waitsUs, 'requests waited', 'waits')
    if (unlike !== undefined) this.witness.violated('littles-law', unlike)
  }

  get limit(): number {
    return this.#settings.limit
  }
}

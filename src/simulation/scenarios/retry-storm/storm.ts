import { unlikeLittle } from '../../kernel/littles-law.ts'
import { awaitOperation } from '../../kernel/next-operation.ts'
import type { RunOptions, Variant } from '../../kernel/scenario.ts'
import { budgetOf } from '../../kernel/side-by-side.ts'
import { Station } from '../../kernel/station.ts'
import { Witness } from '../../kernel/witness.ts'
import { type EventHandler, type RunEnd, World } from '../../kernel/world.ts'
import { type InvariantId, invariants } from './invariants.ts'
import { Measurement } from './measurement.ts'
import { Monitor } from './monitor.ts'
import { type Mistakes, mistakesOf, policiesOf } from './mutants.ts'
import { Told, words } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { PolicyId, RetryPolicy } from './retry-policies.ts'
import type { Workload } from './workload.ts'

const BEGINS = 0
const WORK_DONE = 1
const TIMES_OUT = 2
const RETRY_DUE = 3
const OUTAGE_BEGINS = 4
const OUTAGE_ENDS = 5

/** Nobody waits for the attempt, or nobody waits any longer. */
const IDLE = 0
const AWAITED = 1

export interface StormOptions {
  readonly settings: Settings
  readonly workload: Workload
  readonly variant: Variant & { readonly policy: PolicyId }
  readonly options: RunOptions
}

/**
 * Clients of one server. A client gives an attempt up after its timeout and perhaps tries again; the
 * server does not learn of that and works on it all the same. So a queue that is longer than the
 * timeout makes the server work for nobody, while retries keep the queue long: the overload feeds
 * itself after its trigger is gone (Bronson et al., "Metastable Failures in Distributed Systems",
 * HotOS 2021).
 */
export class Storm implements EventHandler {
  readonly world = new World()
  readonly witness: Witness<InvariantId>
  readonly measurement: Measurement
  readonly coverage = { retried: 0, budget_refused: 0, wasted: 0 }
  readonly #settings: Settings
  readonly #workload: Workload
  readonly #options: RunOptions
  readonly #mistakes: Mistakes
  readonly #policy: RetryPolicy
  readonly #monitor: Monitor
  readonly #server: Station
  /** How many attempts one request may have, with one to spare for what mutants do. */
  readonly #slots: number
  /** By request. */
  readonly #attempts: Uint8Array
  readonly #ended: Uint8Array
  /** By attempt. */
  readonly #state: Uint8Array
  readonly #sentUs: Float64Array
  #outages = 0
  #wasFull = false
  #wasHopeless = false

  constructor({ settings, workload, variant, options }: StormOptions) {
    const requests = workload.requests.atUs.length
    this.#settings = settings
    this.#workload = workload
    this.#options = options
    this.#mistakes = mistakesOf(options.mutant)
    this.#policy = new (policiesOf(options.mutant)[variant.policy])(settings)
    this.#slots = this.#policy.retries + 2
    this.#attempts = new Uint8Array(requests)
    this.#ended = new Uint8Array(requests)
    this.#state = new Uint8Array(requests * this.#slots)
    this.#sentUs = new Float64Array(requests * this.#slots)
    this.measurement = new Measurement(settings)
    this.witness = new Witness({ world: this.world, variant, invariants, words })
    this.#monitor = new Monitor(settings, variant.policy, this.witness)
    this.#server = new Station({
      world: this.world,
      slots: this.#mistakes.startsEverything ? Number.POSITIVE_INFINITY : settings.workers,
      doneKind: WORK_DONE,
      workUs: (attempt) => this.#workUs(attempt),
      whenStarted: () => this.#monitor.started(this.#server.busy, this.#outages > 0),
    })
  }

  run(): RunEnd {
    const { world } = this
    for (const { atUs, durationUs } of this.#workload.pauses) {
      world.schedule(atUs, OUTAGE_BEGINS, 0)
      world.schedule(atUs + durationUs, OUTAGE_ENDS, 0)
    }
    awaitOperation(this.world, this.#workload.requests, 0, BEGINS)
    const end = world.run(this, budgetOf(this.#options))
    if (end === 'drained') this.#settleAccounts()
    return end
  }

  handle(kind: number, subject: number): void {
    switch (kind) {
      case BEGINS:
        this.#begin(subject)
        break
      case WORK_DONE:
        this.#workDone(subject)
        break
      case TIMES_OUT:
        if (this.#state[subject] === AWAITED) this.#fail(subject)
        break
      case RETRY_DUE:
        if (this.#ended[subject] === 0) this.#send(subject)
        break
      case OUTAGE_BEGINS:
        this.#changeOutages(1)
        break
      case OUTAGE_ENDS:
        this.#changeOutages(-1)
        break
      default:
        throw new Error(`no event of kind ${kind}`)
    }
  }

  #begin(place: number): void {
    awaitOperation(this.world, this.#workload.requests, place + 1, BEGINS)
    this.measurement.begin(this.world.nowUs)
    this.#policy.begins?.()
    this.#monitor.begins()
    this.#send(this.#workload.requests.order[place] as number)
  }

  #send(request: number): void {
    const nth = this.#attempts[request] as number
    const attempt = request * this.#slots + nth
    this.#attempts[request] = nth + 1
    this.#sentUs[attempt] = this.world.nowUs
    this.#monitor.sent(request, nth)
    this.measurement.send(this.world.nowUs)
    if (nth > 0) this.coverage.retried += 1
    if (this.#isFull()) {
      this.#fail(attempt)
      return
    }
    this.#state[attempt] = AWAITED
    this.world.schedule(this.#settings.timeoutUs, TIMES_OUT, attempt)
    this.#server.offer(attempt)
    this.#watchQueue()
  }

  #isFull(): boolean {
    const mustWait = this.#outages > 0 || this.#server.busy >= this.#settings.workers
    const full = mustWait && this.#server.waiting.length >= this.#settings.queueLimit
    if (!full || this.#mistakes.ignoresQueueLimit || this.#mistakes.startsEverything) return false
    if (!this.#wasFull) this.witness.hear(Told.queueFull, this.#server.waiting.length)
    this.#wasFull = true
    return true
  }

  #watchQueue(): void {
    const waiting = this.#server.waiting.length
    this.#monitor.queued(waiting)
    const { timeoutUs, workers, workUs } = this.#settings
    if (this.#wasHopeless || waiting * workUs <= timeoutUs * workers) return
    this.#wasHopeless = true
    this.witness.hear(Told.queueHopeless, waiting)
  }

  #workDone(attempt: number): void {
    this.#server.release()
    const request = Math.floor(attempt / this.#slots)
    const awaited = this.#state[attempt] === AWAITED
    const useful = (awaited || this.#mistakes.takesLateAnswers === true) && this.#ended[request] === 0
    this.measurement.work(this.#workUs(attempt), useful)
    if (!useful) this.coverage.wasted += 1
    else if (!this.#workload.fails(request, attempt % this.#slots)) this.#succeed(request, attempt)
    else if (awaited) this.#fail(attempt)
    this.#watchRelief()
  }

  #watchRelief(): void {
    if (this.#server.waiting.length > 0 || !this.#wasHopeless) return
    this.#wasHopeless = false
    this.#wasFull = false
    this.witness.hear(Told.queueEmpty)
  }

  #succeed(request: number, attempt: number): void {
    this.#monitor.succeeds(request, this.world.nowUs - (this.#sentUs[attempt] as number))
    this.#state[attempt] = IDLE
    this.#end(request, true)
  }

  /** An attempt was refused or has timed out. */
  #fail(attempt: number): void {
    const request = Math.floor(attempt / this.#slots)
    const nth = attempt % this.#slots
    this.#state[attempt] = IDLE
    if (this.#ended[request] === 1) return
    this.witness.hear(Told.failed, request, nth + 1)
    const most = this.#policy.retries + (this.#mistakes.retriesOnceMore ? 1 : 0)
    if (nth < most && this.#budgetAllows()) {
      const waitUs = this.#policy.waitUs(nth, this.#workload.jitter(request, nth))
      this.#monitor.retries(request, nth, waitUs)
      this.world.schedule(waitUs, RETRY_DUE, request)
    } else if (!this.#mistakes.forgetsFailures) this.#end(request, false)
  }

  #budgetAllows(): boolean {
    if (this.#policy.allows === undefined || this.#policy.allows()) return true
    if (this.coverage.budget_refused === 0) this.witness.hear(Told.budgetSpent)
    this.coverage.budget_refused += 1
    return false
  }

  #changeOutages(by: 1 | -1): void {
    this.#outages += by
    if (by === 1 && this.#outages === 1) {
      this.witness.hear(Told.outageBegan)
      this.#server.stop()
    } else if (by === -1 && this.#outages === 0) {
      this.witness.hear(Told.outageEnded, this.#server.waiting.length)
      this.#server.resume()
    }
  }

  #workUs(attempt: number): number {
    return this.#workload.workUs(Math.floor(attempt / this.#slots), attempt % this.#slots)
  }

  #end(request: number, ok: boolean): void {
    if (this.#ended[request] === 1) {
      this.witness.violated('ends-once', `request ${request} ends for the second time`)
      return
    }
    this.#ended[request] = 1
    const begunUs = this.#workload.requests.atUs[request] as number
    const last = request * this.#slots + (this.#attempts[request] as number) - 1
    const sinceUs = this.#mistakes.timesLastAttempt ? (this.#sentUs[last] as number) : begunUs
    this.measurement.end(this.world.nowUs, begunUs, sinceUs, ok)
  }

  /** Once nothing is left to happen, every request has ended and all their times make up the area. */
  #settleAccounts(): void {
    const { open, staysUs } = this.measurement
    if (open.size !== 0) {
      const how = `nothing is left to happen, and requests that never ended: ${open.size}`
      this.witness.violated('ends-once', how)
    }
    const unlike = unlikeLittle(open.areaAt(this.world.nowUs), staysUs, 'requests were open', 'latencies')
    if (unlike !== undefined) this.witness.violated('littles-law', unlike)
  }
}

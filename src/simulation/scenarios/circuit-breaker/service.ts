import type { LoggedEvent } from '../../kernel/event-log.ts'
import { unlikeLittle } from '../../kernel/littles-law.ts'
import { awaitOperation } from '../../kernel/next-operation.ts'
import type { RunOptions, Variant } from '../../kernel/scenario.ts'
import { budgetOf } from '../../kernel/side-by-side.ts'
import { Witness } from '../../kernel/witness.ts'
import { type EventHandler, type RunEnd, World } from '../../kernel/world.ts'
import { type CallGuard, noBreaker, REJECTED } from './breaker.ts'
import { BreakerMonitor } from './breaker-monitor.ts'
import { Dependency } from './dependency.ts'
import { type InvariantId, invariants } from './invariants.ts'
import { BUCKET_US, COMPLETED, FAILED, Measurement, type Outcome, REFUSED } from './measurement.ts'
import { breakerClass, type ServiceMistakes, serviceMistakes } from './mutants.ts'
import { Told, words } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { Workload } from './workload.ts'

const ARRIVES = 0
const CLIENT_GIVES_UP = 1
const WORK_DONE = 2
const CALL_DONE = 3
const CALL_TIMES_OUT = 4
const RETRY_DUE = 5
const SAMPLE_DUE = 6
const OUTAGE_BEGINS = 7
const OUTAGE_ENDS = 8

/** In place of a period: the call is not awaited, or no longer. */
const SETTLED = -2

export interface ServiceOptions {
  readonly settings: Settings
  readonly workload: Workload
  readonly variant: Variant & { readonly guarded: boolean }
  readonly options: RunOptions
}

/**
 * A service with a fixed pool of workers and a bounded queue before it. A worker does its own work
 * on a request and, if the request needs it, calls the dependency through the guard, waits, and
 * perhaps retries; it is taken until the request is done. Clients give up after their timeout:
 * a request whose client has gone is dropped when its turn comes, but a call on its way goes on.
 */
export class Service implements EventHandler {
  readonly world = new World()
  readonly measurement: Measurement
  readonly witness: Witness<InvariantId>
  /** None in the run without a breaker. */
  readonly monitor: BreakerMonitor | undefined
  readonly dependency: Dependency
  readonly #settings: Settings
  readonly #workload: Workload
  readonly #options: RunOptions
  readonly #guard: CallGuard = noBreaker
  readonly #mistakes: ServiceMistakes
  readonly #ended: Uint8Array
  readonly #startedUs: Float64Array
  /** Which call of the request is the current one. */
  readonly #attempt: Uint8Array
  /** By call: the guard's period while the call is awaited, else SETTLED. */
  readonly #period: Int32Array
  readonly #queue: number[] = []
  #next = 0
  /** The place in the order of the earliest request whose client may still be waiting, for the one pending CLIENT_GIVES_UP. */
  #oldest = 0
  #arrivals = 0
  #deadlinePending = false
  #queueWasFull = false

  constructor({ settings, workload, variant, options }: ServiceOptions) {
    const { mutant } = options
    const requests = workload.requests.atUs.length
    const calls = requests * workload.callsPerRequest
    this.#settings = settings
    this.#workload = workload
    this.#options = options
    this.#mistakes = serviceMistakes(mutant)
    this.#ended = new Uint8Array(requests)
    this.#startedUs = new Float64Array(requests)
    this.#attempt = new Uint8Array(requests)
    this.#period = new Int32Array(calls).fill(SETTLED)
    this.measurement = new Measurement(settings)
    this.witness = new Witness({ world: this.world, variant, invariants, words })
    this.dependency = new Dependency(this.world, settings, workload, CALL_DONE)
    if (!variant.guarded) return
    const monitor = new BreakerMonitor(settings, this.witness, requests, workload.callsPerRequest)
    const BreakerClass = breakerClass(mutant)
    this.monitor = monitor
    this.#guard = new BreakerClass(settings, (atUs, from, to) => monitor.changed(atUs, from, to))
  }

  /** Without a breaker no goal can be met. */
  get coverage(): Record<string, number> {
    const { changes, rejections = 0 } = this.monitor ?? {}
    return { opened: changes?.opened ?? 0, rejected: rejections, closed_again: changes?.closed ?? 0 }
  }

  run(): RunEnd {
    const { world } = this
    awaitOperation(this.world, this.#workload.requests, 0, ARRIVES)
    world.schedule(BUCKET_US, SAMPLE_DUE, 0)
    world.schedule(this.#settings.outageStartUs, OUTAGE_BEGINS, 0)
    world.schedule(this.#settings.outageEndUs, OUTAGE_ENDS, 0)
    const end = world.run(this, budgetOf(this.#options))
    if (end === 'drained') this.#settleAccounts()
    return end
  }

  handle(kind: number, subject: number): void {
    switch (kind) {
      case ARRIVES:
        this.#arrive(subject)
        break
      case CLIENT_GIVES_UP:
        this.#giveUp(subject)
        break
      case WORK_DONE:
        this.#workDone(subject)
        break
      case CALL_DONE:
        this.#callDone(subject)
        break
      case CALL_TIMES_OUT:
        this.#settleCall(subject, false)
        break
      case RETRY_DUE:
        this.#retry(subject)
        break
      case SAMPLE_DUE:
        this.#sample(subject)
        break
      case OUTAGE_BEGINS:
        this.measurement.outageBegins(this.world.nowUs)
        this.witness.hear(Told.outageBegan)
        break
      case OUTAGE_ENDS:
        this.measurement.outageEnds(this.world.nowUs)
        this.witness.hear(Told.outageEnded)
        break
      default:
        throw new Error(`no event of kind ${kind}`)
    }
  }

  #arrive(place: number): void {
    awaitOperation(this.world, this.#workload.requests, place + 1, ARRIVES)
    const request = this.#workload.requests.order[place] as number
    this.#arrivals = place + 1
    this.measurement.arrived(this.world.nowUs)
    if (this.#workload.dependent[request] === 0) this.measurement.others.arrived += 1
    this.#watchDeadline(place)
    if (this.measurement.busy.size < this.#settings.workers) this.#start(request)
    else if (this.#queue.length - this.#next < this.#settings.queueLimit) this.#enqueue(request)
    else this.#turnAway(request)
  }

  #enqueue(request: number): void {
    this.#queue.push(request)
    const waiting = this.#queue.length - this.#next
    if (this.measurement.peakQueue === 0) this.witness.hear(Told.poolFull)
    if (waiting > this.measurement.peakQueue) this.measurement.peakQueue = waiting
  }

  #turnAway(request: number): void {
    if (!this.#queueWasFull) this.witness.hear(Told.queueFull)
    this.#queueWasFull = true
    if (this.#mistakes.dropsSilently) this.#ended[request] = 1
    else this.#end(request, FAILED)
  }

  /** All clients are equally patient, so their deadlines fall in order of arrival: one event is enough for all. */
  #watchDeadline(place: number): void {
    if (this.#deadlinePending) return
    this.#deadlinePending = true
    this.#oldest = place
    const { atUs, order } = this.#workload.requests
    const request = order[place] as number
    const deadlineUs = (atUs[request] as number) + this.#settings.clientTimeoutUs
    this.world.schedule(deadlineUs - this.world.nowUs, CLIENT_GIVES_UP, request)
  }

  #giveUp(request: number): void {
    if (this.#ended[request] === 0) {
      this.witness.hear(Told.gaveUp, request)
      this.#end(request, FAILED)
    }
    const { order } = this.#workload.requests
    while (this.#oldest < this.#arrivals && this.#ended[order[this.#oldest] as number] === 1)
      this.#oldest += 1
    this.#deadlinePending = false
    if (this.#oldest < this.#arrivals) this.#watchDeadline(this.#oldest)
  }

  #start(request: number): void {
    this.measurement.busy.change(this.world.nowUs, 1)
    this.#startedUs[request] = this.world.nowUs
    this.world.schedule(this.#workload.workUs[request] as number, WORK_DONE, request)
  }

  #workDone(request: number): void {
    if (this.#workload.dependent[request] === 1) this.#call(request)
    else this.#finish(request, COMPLETED)
  }

  #call(request: number): void {
    const { nowUs } = this.world
    const call = request * this.#workload.callsPerRequest + (this.#attempt[request] as number)
    const period = this.#guard.admit(nowUs)
    if (period === REJECTED) {
      this.monitor?.rejected(nowUs, call)
      this.#finish(request, REFUSED)
      return
    }
    this.monitor?.admitted(call)
    this.#period[call] = period
    this.dependency.receive(call)
    this.world.schedule(this.#settings.callTimeoutUs, CALL_TIMES_OUT, call)
  }

  #callDone(call: number): void {
    this.dependency.release()
    this.#settleCall(call, !this.dependency.fails(call))
  }

  /** Ends the wait for a call: by its answer or by its timeout, whichever is first. */
  #settleCall(call: number, ok: boolean): void {
    const period = this.#period[call] as number
    if (period === SETTLED) return
    this.#period[call] = SETTLED
    this.monitor?.settling(call, ok)
    this.#guard.settle(this.world.nowUs, period, ok)
    this.monitor?.settled()
    const request = Math.floor(call / this.#workload.callsPerRequest)
    if (ok) this.#finish(request, COMPLETED)
    else this.#callFailed(request, call + 1)
  }

  #callFailed(request: number, nextCall: number): void {
    if (this.#attempt[request] === this.#settings.retries) {
      this.#finish(request, FAILED)
      return
    }
    this.#attempt[request] = (this.#attempt[request] as number) + 1
    this.world.schedule(this.#workload.backoffUs(nextCall), RETRY_DUE, request)
  }

  /** Nobody waits for a retry once the client has gone. */
  #retry(request: number): void {
    if (this.#ended[request] === 1) this.#free()
    else this.#call(request)
  }

  #finish(request: number, outcome: Outcome): void {
    if (this.#ended[request] === 0 || this.#mistakes.answersTwice) this.#end(request, outcome)
    this.#free()
  }

  /** Gives the worker to the next request whose client is still there. */
  #free(): void {
    this.measurement.busy.change(this.world.nowUs, -1)
    while (this.#next < this.#queue.length) {
      const request = this.#queue[this.#next] as number
      this.#next += 1
      if (this.#ended[request] === 0) {
        this.#start(request)
        return
      }
    }
  }

  #end(request: number, outcome: Outcome): void {
    this.world.hash.add(request, outcome)
    if (this.#ended[request] === 1) {
      const first = ({ code, a }: LoggedEvent) => code === Told.gaveUp && a === request
      this.witness.violated('ends-once', `request ${request} ends for the second time`, first)
      return
    }
    this.#ended[request] = 1
    const arrivedUs = this.#workload.requests.atUs[request] as number
    const late = this.#mistakes.startsClockLate && (this.#startedUs[request] as number) > 0
    const sinceUs = late ? (this.#startedUs[request] as number) : arrivedUs
    this.measurement.ended(this.world.nowUs, arrivedUs, sinceUs, outcome)
    if (outcome === COMPLETED && this.#workload.dependent[request] === 0)
      this.measurement.others.completed += 1
  }

  #sample(bucket: number): void {
    this.measurement.sample(this.world.nowUs, this.dependency.calls)
    if ((bucket + 1) * BUCKET_US < this.#settings.durationUs) {
      this.world.schedule(BUCKET_US, SAMPLE_DUE, bucket + 1)
    }
  }

  /** Once nothing is left to happen, every request has ended and all their stays make up the area. */
  #settleAccounts(): void {
    const { inside, staysUs } = this.measurement
    if (inside.size !== 0)
      this.witness.violated(
        'ends-once',
        `nothing is left to happen, and requests that never ended: ${inside.size}`,
      )
    const unlike = unlikeLittle(inside.areaAt(this.world.nowUs), staysUs, 'requests were inside', 'latencies')
    if (unlike !== undefined) this.witness.violated('littles-law', unlike)
  }
}

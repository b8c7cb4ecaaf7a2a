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
import { type Mistakes, mistakesOf } from './mutants.ts'
import { Told, words } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { ProtectionId } from './protections.ts'
import { Store } from './store.ts'
import type { Workload } from './workload.ts'

const ARRIVES = 0
const FETCHED = 1
const LOOKS_AGAIN = 2
const FLUSH = 3

const NONE = -1
/** With the mutant that confuses keys, so many flights can be told apart. */
const FLIGHT_HASHES = 32

export interface CacheOptions {
  readonly settings: Settings
  readonly workload: Workload
  readonly variant: Variant & { readonly protection: ProtectionId }
  readonly options: RunOptions
}

/**
 * Processes before a shared cache, and an origin behind it that can work on a few fetches at once. A
 * fetch has the number of the request that began it.
 */
export class Cache implements EventHandler {
  readonly world = new World()
  readonly witness: Witness<InvariantId>
  readonly measurement: Measurement
  readonly monitor: Monitor
  readonly coverage = { expired: 0, joined: 0, lock_found: 0, early: 0, stale_served: 0 }
  readonly #settings: Settings
  readonly #workload: Workload
  readonly #options: RunOptions
  readonly #mistakes: Mistakes
  readonly #protection: ProtectionId
  readonly #store: Store
  readonly #origin: Station
  /** By process and key: the fetch on its way. */
  readonly #flights: Int32Array
  readonly #lockHolder: Int32Array
  readonly #lockedUntilUs: Float64Array
  /** By fetch: who waits for it. */
  readonly #waiters = new Map<number, number[]>()
  readonly #fetchBeganUs: Float64Array
  readonly #answered: Uint8Array
  #wasFull = false

  constructor({ settings, workload, variant, options }: CacheOptions) {
    const requests = workload.requests.atUs.length
    this.#settings = settings
    this.#workload = workload
    this.#options = options
    this.#mistakes = mistakesOf(options.mutant)
    this.#protection = variant.protection
    this.#store = new Store(settings)
    this.#flights = new Int32Array(settings.processes * settings.keys).fill(NONE)
    this.#lockHolder = new Int32Array(settings.keys).fill(NONE)
    this.#lockedUntilUs = new Float64Array(settings.keys)
    this.#fetchBeganUs = new Float64Array(requests)
    this.#answered = new Uint8Array(requests)
    this.measurement = new Measurement(settings)
    this.witness = new Witness({ world: this.world, variant, invariants, words })
    this.monitor = new Monitor(settings, variant.protection, this.witness)
    this.#origin = new Station({
      world: this.world,
      slots: settings.originSlots,
      doneKind: FETCHED,
      workUs: (fetch) => workload.fetchUs(fetch),
    })
  }

  run(): RunEnd {
    for (let key = 0; key < this.#settings.keys; key += 1) {
      this.#put(key, this.#workload.ttlDrawAtStart(key), this.#settings.fetchUs, true)
    }
    this.world.schedule(this.#settings.flushAtUs, FLUSH, 0)
    awaitOperation(this.world, this.#workload.requests, 0, ARRIVES)
    const end = this.world.run(this, budgetOf(this.#options))
    if (end === 'drained') this.#settleAccounts()
    return end
  }

  handle(kind: number, subject: number): void {
    switch (kind) {
      case ARRIVES:
        this.#arrive(subject)
        break
      case FETCHED:
        this.#fetched(subject)
        break
      case LOOKS_AGAIN:
        this.#look(subject)
        break
      case FLUSH:
        this.witness.hear(Told.flushed)
        this.#store.flush()
        break
      default:
        throw new Error(`no event of kind ${kind}`)
    }
  }

  #arrive(place: number): void {
    awaitOperation(this.world, this.#workload.requests, place + 1, ARRIVES)
    this.measurement.arrive(this.world.nowUs, this.#origin.inside)
    this.#look(this.#workload.requests.order[place] as number)
  }

  #look(request: number): void {
    const key = this.#workload.key[request] as number
    const leftUs = this.#store.leftUs(key, this.world.nowUs)
    const fresh = leftUs !== undefined && (leftUs > 0 || this.#mistakes.ignoresExpiry === true)
    if (fresh && !this.#fetchesEarly(request, key, leftUs)) this.#serve(request, key)
    else this.#miss(request, key, leftUs ?? Number.NEGATIVE_INFINITY)
  }

  #miss(request: number, key: number, leftUs: number): void {
    if (leftUs <= 0) this.coverage.expired += 1
    switch (this.#protection) {
      case 'coalescing':
        this.#joinOrFetch(request, key)
        break
      case 'lock':
        this.#lockOrWait(request, key)
        break
      case 'stale':
        if (leftUs + this.#settings.graceUs > 0) this.#serveStale(request, key)
        else this.#joinOrFetch(request, key)
        break
      default:
        this.#fetch(request, key, [request])
    }
  }

  /**
   * Probabilistic early expiration: the nearer the end of the TTL, and the longer the last fetch took,
   * the likelier (Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache Stampede
   * Prevention", VLDB 2015, algorithm XFetch).
   */
  #fetchesEarly(request: number, key: number, leftUs: number): boolean {
    if (this.#protection !== 'early') return false
    const aheadUs = this.#store.tookUs(key) * this.#settings.earlyBeta * this.#workload.eagerness(request)
    if (aheadUs < leftUs) return false
    this.coverage.early += 1
    return true
  }

  #joinOrFetch(request: number, key: number): void {
    const flight = this.#flights[this.#flightOf(request, key)] as number
    if (flight === NONE) {
      this.#fetch(request, key, [request])
      return
    }
    this.coverage.joined += 1
    this.monitor.joins(request, key, this.#workload.key[flight] as number)
    this.#waiters.get(flight)?.push(request)
  }

  /** The old value at once; the first to find it old has it fetched in the background. */
  #serveStale(request: number, key: number): void {
    this.coverage.stale_served += 1
    this.#serve(request, key)
    if (this.#flights[this.#flightOf(request, key)] === NONE) this.#fetch(request, key, [])
  }

  #lockOrWait(request: number, key: number): void {
    const { nowUs } = this.world
    if (nowUs < (this.#lockedUntilUs[key] as number) && !this.#mistakes.ignoresLocks) {
      this.coverage.lock_found += 1
      this.world.schedule(this.#settings.pollUs, LOOKS_AGAIN, request)
      return
    }
    this.#lockedUntilUs[key] = nowUs + this.#settings.lockUs
    this.#lockHolder[key] = request
    this.#fetch(request, key, [request])
  }

  #fetch(request: number, key: number, waiters: number[]): void {
    const { nowUs } = this.world
    this.monitor.fetchBegins(nowUs, request, key, this.#workload.process[request] as number)
    if (!this.#mistakes.forgetsFlights) this.#flights[this.#flightOf(request, key)] = request
    this.#fetchBeganUs[request] = nowUs
    this.#waiters.set(request, waiters)
    this.#origin.offer(request)
    this.measurement.fetch(nowUs, this.#origin.inside)
    if (!this.#wasFull && this.#origin.waiting.length > 0) {
      this.#wasFull = true
      this.witness.hear(Told.originFull, this.#origin.busy)
    }
  }

  #fetched(request: number): void {
    const key = this.#workload.key[request] as number
    const ok = !this.#workload.fetchFails(request)
    this.#origin.release()
    if (this.#wasFull && this.#origin.waiting.length === 0) {
      this.#wasFull = false
      this.witness.hear(Told.originFree)
    }
    this.monitor.fetchEnds(request, key, this.#workload.process[request] as number, ok)
    this.#flights[this.#flightOf(request, key)] = NONE
    if (this.#lockHolder[key] === request) this.#lockedUntilUs[key] = 0
    const tookUs = this.world.nowUs - (this.#fetchBeganUs[request] as number)
    if (ok || this.#mistakes.keepsErrors) this.#put(key, this.#workload.ttlDraw(request), tookUs, ok)
    const waiters = this.#waiters.get(request) ?? []
    this.#waiters.delete(request)
    if (!ok && this.#mistakes.tellsNobodyOfErrors) return
    for (const waiter of waiters) this.#answer(waiter, ok)
  }

  #put(key: number, draw: number, tookUs: number, ok: boolean): void {
    const { ttlUs, ttlJitter } = this.#settings
    const share = this.#protection === 'jitter' ? draw * ttlJitter : 0
    const ownUs = Math.floor(ttlUs * (this.#mistakes.addsJitter ? 1 + share : 1 - share))
    this.monitor.stored(this.world.nowUs, key, ownUs, ok)
    this.#store.put(key, this.world.nowUs, ownUs, tookUs)
  }

  #serve(request: number, key: number): void {
    this.monitor.served(this.world.nowUs, request, key)
    this.measurement.hits += 1
    this.#answer(request, true)
  }

  #answer(request: number, ok: boolean): void {
    if (this.#answered[request] === 1) {
      this.witness.violated('nobody-waits-for-ever', `request ${request} is answered for the second time`)
      return
    }
    this.#answered[request] = 1
    const arrivedUs = this.#workload.requests.atUs[request] as number
    const beganUs = this.#fetchBeganUs[request] as number
    const sinceUs = this.#mistakes.startsClockLate && beganUs === 0 ? this.world.nowUs : arrivedUs
    this.measurement.answer(this.world.nowUs, arrivedUs, sinceUs, ok)
  }

  #flightOf(request: number, key: number): number {
    const hash = this.#mistakes.confusesKeys ? key % FLIGHT_HASHES : key
    return (this.#workload.process[request] as number) * this.#settings.keys + hash
  }

  /** Once nothing is left to happen, every request is answered and all their waits make up the area. */
  #settleAccounts(): void {
    const { open, waitsUs } = this.measurement
    if (open.size !== 0) {
      const how = `nothing is left to happen, and requests that never got an answer: ${open.size}`
      this.witness.violated('nobody-waits-for-ever', how, ({ code }) => code === Told.fetchFailed)
    }
    const unlike = unlikeLittle(open.areaAt(this.world.nowUs), waitsUs, 'requests were open', 'waits')
    if (unlike !== undefined) this.witness.violated('littles-law', unlike)
  }
}

import type { Airspace, Flight, FlightSubject, Reading } from '../flight-model.ts'
import type { Ran } from '../scripts.ts'
import type { Wrong } from './misconceptions.ts'

/** A call in the line. */
interface Waiter {
  readonly flight: Flight
  stopWaiting: () => void
  isGone: boolean
}

/** A cell of its own, because a program may wrongly share it among its bulkheads. */
interface Places {
  running: number
  /** Who has given up stays in it with some misconceptions. */
  line: Waiter[]
  /** How many count as waiting. */
  waiting: number
}

const ERROR_FULL: Ran = { error: 'BulkheadFullError' }
const ERROR_TIMEOUT: Ran = { error: 'WaitTimeoutError' }

function waiterOf(flight: Flight): Waiter {
  return { flight, stopWaiting: () => {}, isGone: false }
}

/** The bulkhead of the contract: so many places, a line of bounded length, and a bound on the wait in it. */
export class Bulkhead implements FlightSubject {
  readonly #air: Airspace
  readonly #maxConcurrent: number
  readonly #maxWaiting: number
  readonly #maxWaitMs: number
  readonly #places: Places

  constructor(air: Airspace) {
    this.#air = air
    this.#maxConcurrent = air.number('max_concurrent') + this.#shift('default-concurrent', 'max_concurrent')
    this.#maxWaiting = air.number('max_waiting') + this.#shift('default-waiting', 'max_waiting')
    this.#maxWaitMs = air.number('max_wait_ms') + 100 * this.#shift('default-wait', 'max_wait_ms')
    const shared = this.#has('shared-places') && air.first instanceof Bulkhead
    this.#places = shared ? (air.first as Bulkhead).#places : { running: 0, line: [], waiting: 0 }
  }

  #has(id: Wrong): boolean {
    return this.#air.has(id)
  }

  #shift(id: Wrong, option: string): number {
    return this.#has(id) && this.#air.isDefault(option) ? 1 : 0
  }

  start(flight: Flight): void {
    const places = this.#places
    if (this.#has('limit-covers-the-operation')) this.#limitWhole(flight)
    if (places.running < this.#limit()) {
      this.#run(flight, 'runs-up-to-the-limit')
      return
    }
    const enters = this.#air.did().some((line) => line.startsWith(`${flight.id} `))
    this.#air.quiet(enters ? 'never-above-the-limit' : 'waits-in-line')
    if (this.#has('one-at-a-time')) places.line.push(waiterOf(flight))
    else if (this.#has('never-waits') || places.waiting >= this.#lengthOfLine()) this.#reject(flight)
    else this.#wait(flight)
  }

  /** One that is rejected is over by then. */
  #limitWhole(flight: Flight): void {
    this.#air.after(this.#maxWaitMs, () => this.#air.ends('the-limit-is-on-the-wait', flight, ERROR_TIMEOUT))
  }

  read(method: string): Reading {
    const rule = 'tells-how-full-it-is'
    const { running, waiting } = this.#places
    if (this.#has('one-at-a-time') && running > 0) return { rule, stuck: true }
    if (method === 'in_flight') {
      return { rule, value: this.#has('in-flight-counts-the-waiting') ? running + waiting : running }
    }
    return { rule, value: this.#has('waiting-counts-the-running') ? running + waiting : waiting }
  }

  #limit(): number {
    if (this.#has('one-at-a-time')) return 1
    if (this.#has('no-limit')) return Number.POSITIVE_INFINITY
    if (this.#has('limit-one-too-low')) return Math.max(1, this.#maxConcurrent - 1)
    return this.#has('limit-one-too-high') ? this.#maxConcurrent + 1 : this.#maxConcurrent
  }

  #lengthOfLine(): number {
    if (this.#has('endless-line')) return Number.POSITIVE_INFINITY
    if (this.#has('line-one-too-long')) return this.#maxWaiting + 1
    if (this.#has('line-one-too-short')) return this.#maxWaiting - 1
    return this.#has('line-counts-the-running') ? this.#maxWaiting - this.#places.running : this.#maxWaiting
  }

  #reject(flight: Flight): void {
    const error = this.#has('timeout-error-for-full') ? ERROR_TIMEOUT : ERROR_FULL
    this.#air.ends('rejects-when-the-line-is-full', flight, error)
    if (this.#has('gives-back-what-it-had-not')) this.#giveBack(false)
  }

  #wait(flight: Flight): void {
    const waiter = waiterOf(flight)
    this.#places.line.push(waiter)
    this.#places.waiting += 1
    this.#startTimer(waiter)
  }

  #startTimer(waiter: Waiter): void {
    waiter.stopWaiting()
    if (this.#has('never-gives-up')) return
    if (this.#has('system-timers') && this.#air.isFrozen()) return
    const limitMs = this.#has('gives-up-too-early') ? this.#maxWaitMs / 1000 : this.#maxWaitMs
    waiter.stopWaiting = this.#air.after(limitMs, () => this.#giveUp(waiter))
  }

  #giveUp(waiter: Waiter): void {
    const places = this.#places
    const error = this.#has('full-error-for-timeout') ? ERROR_FULL : ERROR_TIMEOUT
    this.#air.ends('gives-up-in-time', waiter.flight, error)
    waiter.isGone = true
    if (this.#has('hands-places-to-the-gone') || this.#has('runs-for-the-gone')) return
    places.line = places.line.filter((one) => one !== waiter)
    if (!this.#has('gone-still-counted')) places.waiting -= 1
    if (this.#has('gives-back-what-it-had-not')) this.#giveBack(false)
  }

  #run(flight: Flight, rule: string): void {
    this.#places.running += 1
    this.#runHere(flight, rule)
  }

  /** In a place that it has. */
  #runHere(flight: Flight, rule: string): void {
    this.#air.run(rule, flight, [], (ran) => {
      const failed = 'error' in ran
      const told = this.#has('loses-the-value') && !failed ? { value: null } : ran
      this.#air.ends('gives-what-the-operation-gives', flight, told)
      if (!failed || !this.#has('failure-keeps-the-place')) this.#giveBack(failed)
    })
  }

  #giveBack(failed: boolean): void {
    const rule = failed ? 'failure-gives-the-place-back' : 'first-come-first-served'
    if (this.#has('wakes-nobody') || (failed && this.#has('failure-wakes-nobody'))) this.#places.running -= 1
    else if (this.#has('newcomers-overtake')) {
      this.#places.running -= 1
      this.#air.later(() => this.#next(rule))
    } else {
      this.#places.running -= 1
      this.#next(rule)
    }
    this.#air.quiet('who-gives-up-is-gone')
  }

  /** The next in line gets the place that is free. */
  #next(rule: string): void {
    const places = this.#places
    if (this.#has('wait-starts-again')) for (const one of places.line) this.#startTimer(one)
    do {
      if (places.running >= this.#limit() && !this.#has('wakes-everybody')) return
      const waiter = this.#has('last-come-first') ? places.line.pop() : places.line.shift()
      if (waiter === undefined) return
      this.#enter(waiter, rule)
    } while (this.#has('wakes-everybody'))
  }

  #enter(waiter: Waiter, rule: string): void {
    const places = this.#places
    if (!this.#has('one-at-a-time')) places.waiting -= 1
    if (waiter.isGone) {
      places.running += 1
      if (this.#has('runs-for-the-gone')) this.#runHere(waiter.flight, 'who-gives-up-is-gone')
      return
    }
    waiter.stopWaiting()
    this.#run(waiter.flight, rule)
  }
}

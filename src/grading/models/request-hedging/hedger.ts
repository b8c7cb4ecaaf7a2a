import type { Json } from '../../sequence.ts'
import type { Airspace, Flight, FlightSubject, Reading } from '../flight-model.ts'
import type { Ran } from '../scripts.ts'
import { Budget } from './budget.ts'
import type { Wrong } from './misconceptions.ts'

/** One call, and what has become of its attempts. */
interface Call {
  readonly flight: Flight
  sent: number
  readonly inFlight: Set<number>
  /** What its attempts failed with, in turn. */
  readonly errors: Ran[]
  isRefused: boolean
  /** Has taken a hedge from the budget for which none was sent yet, as no correct program does. */
  hasPaid: boolean
  isOver: boolean
  /** It is over and its timer goes on, as no correct program's does. */
  leavesTimer: boolean
  stopTimer: () => void
  /** Comes back, with a program that knows the answer and waits for something else. */
  comeBack: (() => void) | undefined
}

/** Why an attempt is sent. */
type Reason = 'call' | 'delay' | 'failure'

const RULES = {
  call: 'sends-the-first-at-once',
  delay: 'hedges-after-the-delay',
  failure: 'a-failure-starts-the-next',
} as const

/** Sends no more than so many whatever its misconceptions are. */
const MOST_ATTEMPTS = 50

const PERMANENT = 'PermanentError'

/** The hedger of the contract: several attempts side by side, of which the first answer counts. */
export class Hedger implements FlightSubject {
  readonly #air: Airspace
  readonly #maxAttempts: number
  readonly #delayMs: number
  /** A cell of its own, because a program may wrongly share it. */
  readonly #budget: Budget
  /** Who waits for its turn, with a program that does one call at a time. */
  readonly #queue: Flight[] = []

  constructor(air: Airspace) {
    this.#air = air
    this.#maxAttempts = air.number('max_attempts') + this.#shift('default-attempts', 'max_attempts', 1)
    this.#delayMs = air.number('hedge_delay_ms') + this.#shift('default-delay', 'hedge_delay_ms', 100)
    const isShared = this.#has('shared-budget') && air.first instanceof Hedger
    this.#budget = isShared ? (air.first as Hedger).#budget : new Budget(air)
  }

  #has(id: Wrong): boolean {
    return this.#air.has(id)
  }

  #shift(id: Wrong, option: string, by: number): number {
    return this.#has(id) && this.#air.isDefault(option) ? by : 0
  }

  start(flight: Flight): void {
    if (this.#has('one-call-at-a-time') && this.#queue.push(flight) > 1) return
    this.#begin(flight)
  }

  read(): Reading {
    return { rule: 'tells-hedges-left', value: this.#budget.left() }
  }

  #begin(flight: Flight): void {
    const call: Call = {
      flight,
      sent: 0,
      inFlight: new Set(),
      errors: [],
      isRefused: false,
      hasPaid: false,
      isOver: false,
      leavesTimer: false,
      stopTimer: () => {},
      comeBack: undefined,
    }
    const earnsElsewhere = (['earns-at-the-end', 'successes-earn', 'hedges-earn'] as const).some((id) =>
      this.#has(id),
    )
    if (!earnsElsewhere) this.#budget.earn()
    if (this.#has('first-attempt-needs-budget') && !this.#budget.take()) return
    if (this.#has('first-attempt-costs')) this.#budget.take()
    this.#send(call, 'call')
  }

  #send(call: Call, reason: Reason): void {
    call.sent += 1
    const attempt = call.sent
    if (this.#has('hedges-earn')) this.#budget.earn()
    call.inFlight.add(attempt)
    this.#plan(call, reason)
    const number = this.#has('never-tells-the-number') ? 1 : this.#numberOf(attempt)
    const then = (ran: Ran): void => this.#ended(call, attempt, ran)
    this.#air.run(RULES[reason], call.flight, [number], then, 'send')
  }

  #numberOf(attempt: number): number {
    return this.#has('numbers-from-zero') ? attempt - 1 : attempt
  }

  /** A timer for the next. It also goes off when there is none to send, to say what forbids it. */
  #plan(call: Call, reason: Reason): void {
    if (reason === 'failure' && this.#has('delay-of-the-older-attempt')) return
    if (!this.#has('old-timer-stays')) call.stopTimer()
    if (this.#has('never-hedges') || (reason !== 'call' && this.#has('one-hedge-only'))) return
    if (this.#has('pays-when-it-plans') && !this.#payAhead(call)) return
    this.#startTimer(call)
  }

  #payAhead(call: Call): boolean {
    if (!this.#isBelowLimit(call) || call.hasPaid) return true
    call.hasPaid = this.#budget.take()
    call.isRefused = !call.hasPaid
    return call.hasPaid
  }

  #restartTimer(call: Call): void {
    call.stopTimer()
    this.#startTimer(call)
  }

  #startTimer(call: Call): void {
    if (this.#has('system-timers') && this.#air.isFrozen()) return
    const seconds = this.#has('delay-in-seconds') ? 1000 : 1
    const doubled = this.#has('delay-doubles') ? 2 ** (call.sent - 1) : 1
    call.stopTimer = this.#air.after((this.#delayMs / seconds) * doubled, () => this.#timeIsUp(call))
  }

  #timeIsUp(call: Call): void {
    if (call.isOver && !this.#has('hedges-when-over') && !call.leavesTimer) {
      this.#forbids(call, 'over-is-over')
      return
    }
    const isSent = this.#next(call, 'delay')
    if (isSent && this.#has('all-hedges-at-once')) while (this.#next(call, 'delay'));
    const isStranded = !isSent && call.inFlight.size === 0 && !call.isOver
    if (isStranded && this.#has('failure-waits-for-the-delay')) this.#fail(call)
  }

  #abandon(call: Call): void {
    this.#cancel(call, [...call.inFlight])
    call.inFlight.clear()
  }

  /** What this call shows in this operation, if it shows anything, breaks this rule. */
  #forbids({ flight }: Call, rule: string): void {
    if (this.#air.did().some((line) => line.startsWith(`${flight.id} `))) this.#air.quiet(rule)
  }

  #isBelowLimit(call: Call): boolean {
    const limit = this.#maxAttempts + (this.#has('limit-counts-hedges') ? 1 : 0)
    const count = this.#has('failures-make-room') ? call.inFlight.size : call.sent
    return count < limit && call.sent < MOST_ATTEMPTS
  }

  /** Whether one was sent. */
  #next(call: Call, reason: Reason): boolean {
    if (!this.#isBelowLimit(call)) {
      if (this.#has('pays-without-sending')) this.#budget.take()
      this.#forbids(call, 'never-above-max-attempts')
      return false
    }
    const asksAgain = this.#has('asks-again') || this.#has('asks-every-delay')
    const isRefused = call.isRefused && !asksAgain
    if (isRefused || !this.#pay(call, reason)) {
      this.#forbids(call, isRefused ? 'refused-for-good' : 'a-hedge-costs-one')
      call.isRefused = true
      if (this.#has('asks-every-delay')) this.#restartTimer(call)
      return false
    }
    call.isRefused = false
    if (reason === 'delay' && this.#has('abandons-the-slow-one')) this.#abandon(call)
    this.#send(call, reason)
    return true
  }

  #pay(call: Call, reason: Reason): boolean {
    const isFree = reason === 'failure' && this.#has('failures-are-free')
    if (isFree || call.hasPaid || this.#has('no-budget')) {
      call.hasPaid = false
      return true
    }
    return this.#budget.take()
  }

  #ended(call: Call, attempt: number, ran: Ran): void {
    const isOurs = call.inFlight.delete(attempt)
    if (call.isOver) this.#endedLate(call, ran)
    else if (isOurs && 'error' in ran) this.#failed(call, attempt, ran)
    else if (isOurs) this.#answered(call, attempt, ran)
  }

  #endedLate(call: Call, ran: Ran): void {
    this.#forbids(call, 'over-is-over')
    if (!this.#isHeldUp(call)) call.comeBack?.()
    if ('value' in ran && this.#has('late-answers-earn')) this.#budget.earn()
    if ('error' in ran && this.#has('late-failures-start-attempts')) this.#next(call, 'failure')
  }

  #answered(call: Call, attempt: number, ran: Ran): void {
    if ('value' in ran && this.#isOverlooked(ran.value)) return
    if (attempt === 1 && call.sent > 1 && this.#has('refunds-the-useless')) this.#budget.giveBack()
    const error = this.#has('remembers-an-error') ? call.errors.at(-1) : undefined
    this.#end('first-answer-wins', call, error ?? ran, attempt)
  }

  #isOverlooked(value: Json): boolean {
    if (this.#has('nothing-is-no-answer')) return value === null
    return this.#has('falsy-is-no-answer') && [null, false, 0, ''].includes(value as null)
  }

  #failed(call: Call, attempt: number, ran: Ran & { readonly error: string }): void {
    call.errors.push(ran)
    if (ran.error === PERMANENT && !this.#has('permanent-starts-the-next')) {
      this.#failedForGood(call, ran, attempt)
    } else if (this.#has('first-error-wins')) this.#end('errors-wait-for-the-others', call, ran, attempt)
    else if (!this.#startsNext(call) && !this.#isWaiting(call)) this.#fail(call)
  }

  #failedForGood(call: Call, ran: Ran, attempt: number): void {
    if (this.#has('permanent-waits-for-the-others') && call.inFlight.size > 0) call.isRefused = true
    else this.#end('permanent-errors-end-the-call', call, ran, attempt)
  }

  #startsNext(call: Call): boolean {
    const isAlone = call.inFlight.size === 0
    if (this.#has('failure-waits-for-the-delay')) return false
    if (!isAlone && this.#has('failure-waits-for-the-others')) return false
    if (isAlone && this.#has('fails-with-the-last-in-flight')) return false
    return this.#next(call, 'failure')
  }

  /** For an attempt in flight, or for a timer as no correct program does. */
  #isWaiting(call: Call): boolean {
    if (call.isOver) return true
    const mayStillSend = this.#isBelowLimit(call) && !call.isRefused
    if (this.#has('failure-waits-for-the-delay') && mayStillSend) return true
    return call.inFlight.size > 0 && !(call.isRefused && this.#has('refused-fails'))
  }

  #fail(call: Call): void {
    if (this.#has('never-fails')) return
    const error = call.errors.at(this.#has('first-error-surfaces') ? 0 : -1)
    if (error !== undefined) this.#end('errors-wait-for-the-others', call, error)
  }

  /** The call knows what it comes to. `by` is the attempt that answered, or failed for good. */
  #end(rule: string, call: Call, ran: Ran, by?: number): void {
    call.isOver = true
    const isPermanent = 'error' in ran && ran.error === PERMANENT
    call.leavesTimer = isPermanent && this.#has('permanent-leaves-the-timer')
    const unwanted =
      isPermanent && this.#has('permanent-cancels-nothing') ? [] : this.#unwanted(call, ran, by)
    const isLate = this.#has('only-the-first-counts')
    if (!isLate) this.#cancel(call, unwanted)
    call.comeBack = () => {
      if (isLate) this.#cancel(call, unwanted)
      this.#comeBack(rule, call, ran)
    }
    if (!this.#isHeldUp(call)) call.comeBack()
  }

  #unwanted(call: Call, ran: Ran, by: number | undefined): readonly number[] {
    const all = Array.from({ length: call.sent }, (_, index) => index + 1)
    if (this.#has('cancels-the-answered')) return all
    if (this.#has('cancels-the-failed')) return all.filter((one) => one !== by || 'error' in ran)
    const rest = [...call.inFlight]
    if (this.#has('cancels-the-first-alone')) return rest.filter((one) => one === 1)
    return this.#has('cancels-older-ones-alone') ? rest.filter((one) => one < (by ?? 0)) : rest
  }

  #cancel(call: Call, attempts: readonly number[]): void {
    if (this.#has('never-cancels')) return
    for (const attempt of attempts) {
      this.#air.run('cancels-the-rest', call.flight, [this.#numberOf(attempt)], () => {}, 'cancel')
    }
  }

  #isHeldUp({ inFlight }: Call): boolean {
    return (
      (this.#has('waits-for-the-losers') && inFlight.size > 0) ||
      (this.#has('only-the-first-counts') && inFlight.has(1))
    )
  }

  #comeBack(rule: string, call: Call, ran: Ran): void {
    call.comeBack = undefined
    if (this.#has('earns-at-the-end') || (this.#has('successes-earn') && 'value' in ran)) this.#budget.earn()
    this.#air.ends(rule, call.flight, ran)
    this.#queue.shift()
    const [next] = this.#queue
    if (next !== undefined) this.#begin(next)
  }
}

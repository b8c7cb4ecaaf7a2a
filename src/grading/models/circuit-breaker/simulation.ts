import type { Expectation } from '../../model.ts'
import type { Operation, Outcome, Sequence } from '../../sequence.ts'
import { numbersOf } from '../options.ts'
import {
  type Breaker,
  type Call,
  newRow,
  newSlots,
  newTimer,
  newWins,
  type Options,
  type State,
} from './breaker.ts'
import type { Wrong } from './misconceptions.ts'

/** The contract as a program, with a switch for each misconception of the bank. */
export class Simulation {
  readonly #options: Options
  readonly #wrong: ReadonlySet<string>
  readonly #sequence: Sequence
  readonly #breakers: Breaker[]
  readonly #calls = new Map<number, Call>()
  /** Ids that cannot begin any more in the present turn; undefined when the last operation began no call. */
  #turnIds: Set<number> | undefined
  #nowMs: number
  #systemMs: number

  constructor(sequence: Sequence, defaults: Readonly<Record<string, number>>, wrong: ReadonlySet<string>) {
    this.#wrong = wrong
    this.#sequence = sequence
    this.#options = this.#read({ ...defaults, ...numbersOf(sequence.options) })
    this.#nowMs = sequence.startMs
    this.#systemMs = sequence.startMs
    this.#breakers = this.#newBreakers(sequence.subjects)
  }

  #newBreakers(length: number): Breaker[] {
    const [row, wins, slots, timer] = [newRow(), newWins(), newSlots(), newTimer()]
    return Array.from({ length }, () => ({
      state: 'closed',
      generation: 0,
      row: this.#has('shared-failures') ? row : newRow(),
      wins: this.#has('shared-successes') ? wins : newWins(),
      slots: this.#has('shared-trials') ? slots : newSlots(),
      timer: this.#has('shared-timer') ? timer : newTimer(),
      rule: 'opens-after-threshold',
    }))
  }

  run(): Expectation[] {
    return this.#sequence.ops.map((op) => this.#perform(op))
  }

  #has(id: Wrong): boolean {
    return this.#wrong.has(id)
  }

  #read(values: Readonly<Record<string, number>>): Options {
    const given = (name: string): boolean => this.#sequence.options[name] !== undefined
    const threshold = values['failure_threshold'] ?? 0
    const timeoutMs = values['reset_timeout_ms'] ?? 0
    const lowThreshold = this.#has('default-failure-threshold') && !given('failure_threshold')
    if (this.#has('default-failure-threshold-high') && !given('failure_threshold'))
      return this.#with(values, Number.POSITIVE_INFINITY, timeoutMs)
    if (this.#has('default-reset-timeout-long') && !given('reset_timeout_ms'))
      return this.#with(values, threshold, Number.POSITIVE_INFINITY)
    const shortTimeout = this.#has('default-reset-timeout') && !given('reset_timeout_ms')
    return this.#with(
      values,
      lowThreshold ? threshold - 1 : threshold,
      shortTimeout ? timeoutMs / 2 : timeoutMs,
    )
  }

  #with(values: Readonly<Record<string, number>>, failureThreshold: number, resetTimeoutMs: number): Options {
    return {
      failureThreshold,
      resetTimeoutMs,
      halfOpenMaxCalls: values['half_open_max_calls'] ?? 0,
      successThreshold: values['success_threshold'] ?? 0,
    }
  }

  #perform(op: Operation): Expectation {
    this.#turn(op)
    switch (op.op) {
      case 'advance':
        this.#advance(op.ms)
        return { accept: [], rule: 'trial-at-reset-timeout' }
      case 'state':
        return this.#readState(this.#breaker(op.on))
      case 'call':
        return this.#call(op)
      case 'begin':
        return this.#begin(op.on, op.id)
      case 'end':
        return this.#end(op.id, op.outcome)
      default:
        throw new Error('a breaker is graded by guarded calls')
    }
  }

  /** Calls that begin together belong to one turn, as the drivers see it. */
  #turn(op: Operation): void {
    const begins = op.op === 'begin'
    if (begins && op.together && this.#turnIds?.has(op.id) === false) {
      this.#turnIds.add(op.id)
      return
    }
    this.#turnIds = undefined
    if (begins && !this.#calls.has(op.id)) this.#turnIds = new Set([...this.#calls.keys(), op.id])
    for (const { slots } of this.#breakers) slots.trialsAtTurn = slots.trials
  }

  #breaker(index: number): Breaker {
    const breaker = this.#breakers[this.#has('shared-state') ? 0 : index]
    if (breaker === undefined) throw new Error(`the sequence has no subject ${index}`)
    return breaker
  }

  #advance(ms: number): void {
    this.#nowMs += ms
    if (this.#sequence.systemClock !== 'frozen') this.#systemMs += ms
  }

  get #clockMs(): number {
    return this.#has('ignores-given-clock') ? this.#systemMs : this.#nowMs
  }

  #call(op: Operation & { op: 'call' }): Expectation {
    const breaker = this.#breaker(op.on)
    if (this.#waitsAtOnce(breaker)) return { accept: ['stuck'], rule: breaker.rule }
    const { call, rule } = this.#admit(breaker)
    if (call === undefined) return { accept: ['rejected'], rule }
    if (this.#waits(breaker)) return { accept: ['stuck'], rule }
    this.#advance(op.durationMs)
    if (!this.#isMissed(op)) this.#settle(call, this.#counted(op), op.raises ?? op.value)
    return { accept: [op.outcome === 'ok' ? 'value' : 'error'], rule: this.#resultRule(rule, op) }
  }

  /** With the plain function of most calls, what can go wrong is being let through at all. */
  #resultRule(rule: string, op: Operation & { op: 'call' }): string {
    return (op.value !== undefined && op.outcome === 'ok') || op.immediate ? 'passes-results-through' : rule
  }

  /** A call whose end the program does not notice at all. */
  #isMissed({ immediate, outcome, raises }: Operation & { op: 'call' }): boolean {
    if (outcome === 'ok') return false
    return (
      (immediate === true && this.#has('misses-immediate-failures')) ||
      (raises === 'rejection' && this.#has('inner-rejection-missed')) ||
      (raises !== 'builtin' && this.#has('some-errors-only'))
    )
  }

  #counted(op: Operation & { op: 'call' }): Outcome {
    const isFalsy = op.value !== undefined && op.value !== 'error'
    if (isFalsy && op.outcome === 'ok' && this.#has('falsy-value-fails')) return 'error'
    if (isFalsy && op.outcome === 'error' && this.#has('falsy-error-missed')) return 'ok'
    if (op.value === 'error' && this.#has('error-value-fails')) return 'error'
    return this.#has('misses-async-failures') && !op.immediate ? 'ok' : op.outcome
  }

  #begin(on: number, id: number): Expectation {
    const breaker = this.#breaker(on)
    if (this.#calls.has(id)) return { accept: [], rule: breaker.rule }
    if (this.#waitsAtOnce(breaker)) return { accept: ['stuck'], rule: breaker.rule }
    const { call, rule } = this.#admit(breaker)
    if (call === undefined) return { accept: ['rejected'], rule }
    if (this.#waits(breaker)) return { accept: ['stuck'], rule }
    this.#calls.set(id, call)
    if (this.#has('misses-async-failures')) this.#settle(call, 'ok')
    return { accept: ['running'], rule }
  }

  #waits(breaker: Breaker): boolean {
    return this.#has('waits-for-others') && this.#isBusy(breaker)
  }

  #waitsAtOnce(breaker: Breaker): boolean {
    return this.#has('waits-to-be-admitted') && this.#isBusy(breaker)
  }

  #isBusy(breaker: Breaker): boolean {
    return [...this.#calls.values()].some((call) => call.breaker === breaker)
  }

  #end(id: number, outcome: Outcome): Expectation {
    const call = this.#calls.get(id)
    if (call === undefined) return { accept: [], rule: 'passes-results-through' }
    this.#calls.delete(id)
    if (!this.#has('misses-async-failures') && !(outcome === 'error' && this.#has('some-errors-only'))) {
      this.#settle(call, outcome)
    }
    return { accept: [outcome === 'ok' ? 'value' : 'error'], rule: 'passes-results-through' }
  }

  #readState(breaker: Breaker): Expectation {
    const { accept, rule } = this.#stateOf(breaker)
    // A program that takes its lock to read the state waits here as well.
    return { accept: this.#waitsAtOnce(breaker) ? [...accept, 'stuck'] : accept, rule }
  }

  #stateOf(breaker: Breaker): Expectation {
    if (this.#has('reading-frees-trials')) breaker.slots.trials = 0
    const due = breaker.state === 'open' && this.#mayTry(breaker)
    if (due && this.#has('reading-state-changes-it')) this.#enter(breaker, 'closed', 'state-is-true')
    if (breaker.state === 'half_open' && this.#has('reading-half-open-closes')) {
      this.#enter(breaker, 'closed', 'state-is-true')
    }
    if (breaker.state === 'half_open' && this.#has('half-open-reads-open')) {
      return { accept: ['=open'], rule: 'state-is-true' }
    }
    if (due && breaker.state === 'open') return { accept: ['=open', '=half_open'], rule: 'state-is-true' }
    return { accept: [`=${breaker.state}`], rule: breaker.generation === 0 ? 'state-is-true' : breaker.rule }
  }

  #admit(breaker: Breaker): { call: Call | undefined; rule: string } {
    const rule = this.#ruleOfAdmission(breaker)
    if (breaker.state === 'open') {
      if (!this.#mayTry(breaker)) {
        if (this.#has('rejection-extends-open')) breaker.timer.openedAtMs = this.#clockMs
        breaker.rule = 'open-fails-fast'
        // Of no generation: what comes of it counts for nothing.
        const call = this.#has('open-still-calls') ? { ...this.#newCall(breaker), generation: -1 } : undefined
        return { call, rule }
      }
      this.#enter(breaker, this.#has('skips-half-open') ? 'closed' : 'half_open', 'trial-at-reset-timeout')
    }
    if (breaker.state === 'half_open') {
      if (this.#isFull(breaker)) {
        if (this.#has('rejection-reopens')) this.#open(breaker, 'rejections-change-nothing')
        else breaker.rule = 'limits-trials'
        if (this.#has('rejection-clears-successes')) breaker.wins.successes = 0
        return { call: undefined, rule: 'limits-trials' }
      }
      breaker.slots.trials += 1
    }
    return { call: this.#newCall(breaker), rule }
  }

  /** Right after it opened, what opened it decides; later on, that it is still open. */
  #ruleOfAdmission(breaker: Breaker): string {
    if (breaker.state === 'half_open' && breaker.slots.trials > 0) return 'limits-trials'
    if (breaker.state !== 'open') return breaker.rule
    if (this.#mayTry(breaker)) return 'trial-at-reset-timeout'
    return this.#clockMs > breaker.timer.openedAtMs ? 'open-fails-fast' : breaker.rule
  }

  #newCall(breaker: Breaker): Call {
    const trial = breaker.state === 'half_open'
    return { breaker, generation: breaker.generation, trial, startedAtMs: this.#clockMs }
  }

  #mayTry(breaker: Breaker): boolean {
    const elapsedMs = this.#clockMs - breaker.timer.openedAtMs
    if (this.#has('never-half-opens')) return false
    if (this.#has('time-zero-is-past') && breaker.timer.openedAtMs === 0) return true
    if (this.#has('time-minus-one-is-past') && breaker.timer.openedAtMs === -1) return true
    if (this.#has('time-zero-is-never') && breaker.timer.openedAtMs === 0) return false
    if (this.#has('time-minus-one-is-never') && breaker.timer.openedAtMs === -1) return false
    if (this.#has('timeout-in-seconds')) return elapsedMs >= this.#options.resetTimeoutMs * 1000
    if (this.#has('timeout-too-short')) return elapsedMs >= this.#options.resetTimeoutMs / 1000
    if (this.#has('timeout-ignored')) return true
    if (this.#has('boundary-exclusive')) return elapsedMs > this.#options.resetTimeoutMs
    return elapsedMs >= this.#options.resetTimeoutMs
  }

  #isFull(breaker: Breaker): boolean {
    if (this.#has('no-trial-limit')) return false
    const { trials, trialsAtTurn } = breaker.slots
    const most = this.#options.halfOpenMaxCalls
    if (this.#has('one-trial-too-many')) return trials > most
    if (this.#has('same-turn-trials')) return trialsAtTurn >= most
    return trials >= (this.#has('one-trial-only') ? 1 : most)
  }

  #settle(call: Call, outcome: Outcome, type = 'given'): void {
    const { breaker } = call
    if (call.trial && call.generation !== breaker.generation && this.#has('late-result-frees-place')) {
      breaker.slots.trials -= 1
    }
    if (call.generation !== breaker.generation && !this.#countsLate(call, outcome)) {
      breaker.rule = 'late-results-ignored'
    } else if (outcome === 'ok') this.#onSuccess(call)
    else this.#onFailure(call, type)
  }

  #countsLate(call: Call, outcome: Outcome): boolean {
    const { breaker } = call
    if (this.#has('late-results-count')) return true
    if (this.#has('late-failures-count') && outcome === 'error') return true
    if (this.#has('late-successes-count') && outcome === 'ok') return true
    if (this.#has('late-results-of-trials-count'))
      return call.trial === (breaker.state === 'half_open') && breaker.state !== 'open'
    if (this.#has('late-failure-restarts-timeout') && breaker.state === 'open' && outcome === 'error') {
      breaker.timer.openedAtMs = this.#clockMs
    }
    return false
  }

  #onSuccess(call: Call): void {
    const { breaker } = call
    if (breaker.state === 'half_open') {
      if (!this.#has('slot-leaks-on-success')) breaker.slots.trials -= 1
      breaker.wins.successes += 1
      breaker.rule = 'closes-after-successes'
      if (breaker.wins.successes >= this.#successesNeeded)
        this.#enter(breaker, 'closed', 'closes-after-successes')
      return
    }
    if (breaker.row.failures > 0) breaker.rule = 'success-resets-count'
    if (this.#has('success-keeps-count')) return
    breaker.row.byType.clear()
    breaker.row.failures = this.#has('success-takes-one-off') ? Math.max(0, breaker.row.failures - 1) : 0
  }

  get #successesNeeded(): number {
    if (this.#has('closes-on-first-success')) return 1
    if (this.#has('successes-capped-by-trials')) {
      return Math.min(this.#options.successThreshold, this.#options.halfOpenMaxCalls)
    }
    return this.#options.successThreshold + (this.#has('closes-one-late') ? 1 : 0)
  }

  #onFailure(call: Call, type: string): void {
    const { breaker } = call
    if (breaker.row.failures === 0) breaker.row.firstFailureAtMs = this.#clockMs
    breaker.row.failures += 1
    if (this.#has('counts-by-type')) {
      breaker.row.failures = (breaker.row.byType.get(type) ?? 0) + 1
      breaker.row.byType.set(type, breaker.row.failures)
    }
    if (breaker.state === 'half_open') {
      if (this.#has('failed-trial-closes')) this.#enter(breaker, 'closed', 'failed-trial-reopens')
      else if (
        this.#has('failed-trial-just-counts') &&
        breaker.row.failures < this.#options.failureThreshold
      ) {
        breaker.rule = 'failed-trial-reopens'
      } else if (
        this.#has('failed-trial-needs-threshold') &&
        breaker.row.failures < this.#options.failureThreshold
      ) {
        breaker.slots.trials -= 1
      } else this.#open(breaker, 'failed-trial-reopens', call)
    } else if (breaker.row.failures >= this.#failuresNeeded)
      this.#open(breaker, 'opens-after-threshold', call)
  }

  get #failuresNeeded(): number {
    const { failureThreshold } = this.#options
    if (this.#has('never-opens')) return Number.POSITIVE_INFINITY
    if (this.#has('opens-one-late')) return failureThreshold + 1
    return this.#has('opens-one-early') ? failureThreshold - 1 : failureThreshold
  }

  #open(breaker: Breaker, rule: string, call?: Call): void {
    const keepsTimer = rule === 'failed-trial-reopens' && this.#has('failed-trial-keeps-timer')
    const { openedAtMs, started } = breaker.timer
    const { firstFailureAtMs } = breaker.row
    this.#enter(breaker, 'open', rule)
    breaker.timer.openedAtMs = this.#clockMs
    breaker.timer.started = true
    if (keepsTimer || (started && this.#has('timer-starts-once'))) breaker.timer.openedAtMs = openedAtMs
    else if (this.#has('timeout-from-first-failure')) breaker.timer.openedAtMs = firstFailureAtMs
    else if (this.#has('timeout-from-admission') && call) breaker.timer.openedAtMs = call.startedAtMs
  }

  #enter(breaker: Breaker, state: State, rule: string): void {
    const keepsFailures = state === 'closed' && this.#has('failures-kept-after-closing')
    const keepsSuccesses = state !== 'closed' && this.#has('successes-kept-after-reopening')
    breaker.state = state
    breaker.generation += 1
    breaker.row.failures = keepsFailures ? this.#options.failureThreshold : 0
    breaker.row.byType.clear()
    if (!keepsSuccesses) breaker.wins.successes = 0
    if (!this.#has('slot-leaks-on-error')) breaker.slots.trials = 0
    breaker.slots.trialsAtTurn = breaker.slots.trials
    breaker.rule = rule
  }
}

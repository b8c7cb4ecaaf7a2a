import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { boundMs, drawnMs, type Limits } from './backoff.ts'
import type { Wrong } from './misconceptions.ts'
import { type Ending, Trail } from './trail.ts'

/** One call, as far as it has come. */
interface Progress {
  readonly trail: Trail
  startMs: number
  attempt: number
  firstError: string | undefined
  lastError: string | undefined
  sleptMs: number
  lastWaitMs: number
  /** The number that a program draws once for all. */
  draw: number | undefined
}

/** The retrier of the contract: full jitter below a bound that doubles up to a cap, within a budget of time. */
export class Retrier implements Subject {
  readonly #world: World
  readonly #limits: Limits
  readonly #createdMs: number
  /** All of them, for a program that keeps its options in one place. */
  readonly #made: Retrier[]
  /** Attempts of earlier calls, for a program that does not forget them. */
  #before = 0
  /** Time that passed in a sleep of the program's own. */
  #sleptElsewhereMs = 0

  constructor(world: World) {
    this.#world = world
    const more = (id: Wrong, option: string, by: number): number =>
      world.number(option) + (this.#has(id) && world.isDefault(option) ? by : 0)
    this.#limits = {
      maxAttempts: more('default-attempts', 'max_attempts', 1),
      baseMs: more('default-base', 'base_ms', 100),
      capMs: more('default-cap', 'cap_ms', 1000),
      budgetMs: more('default-budget', 'budget_ms', 5000),
    }
    this.#createdMs = this.#nowMs()
    this.#made = world.first instanceof Retrier ? world.first.#made : []
    this.#made.push(this)
  }

  call(_method: string, args: readonly (Json | Subject)[]): Answer {
    const [operation = null] = args as readonly Json[]
    const startMs = this.#has('budget-from-creation') ? this.#createdMs : this.#nowMs()
    const progress: Progress = {
      trail: new Trail(this.#world),
      startMs,
      attempt: 0,
      firstError: undefined,
      lastError: undefined,
      sleptMs: 0,
      lastWaitMs: 0,
      draw: undefined,
    }
    if (this.#has('draws-before-each-attempt')) this.#world.random()
    if (this.#has('sleeps-before-the-first')) this.#sleep(progress, this.#waitMs(progress))
    for (;;) {
      const answer = this.#try(progress, operation)
      if (answer === undefined) continue
      this.#before += progress.attempt
      return answer
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  /** The options that count. */
  get #now(): Limits {
    const last = this.#has('shared-options') ? this.#made.at(-1) : undefined
    return last === undefined ? this.#limits : last.#limits
  }

  #nowMs(): number {
    if (this.#has('system-clock')) return this.#world.systemMs()
    return this.#world.nowMs() + this.#sleptElsewhereMs
  }

  /** One attempt and what follows it; undefined when another is to be made. */
  #try(progress: Progress, operation: Json): Answer | undefined {
    if (this.#has('budget-for-each-attempt')) progress.startMs = this.#nowMs()
    progress.attempt += 1
    const ran = progress.trail.run(operation)
    if (!('value' in ran)) return this.#failed(progress, ran.error)
    const isFalsy = ran.value === null || ran.value === 0 || ran.value === false || ran.value === ''
    if (this.#has('retries-falsy-values') && isFalsy) return this.#failed(progress, undefined)
    return { rule: progress.trail.rule('success'), value: ran.value }
  }

  #failed(progress: Progress, error: string | undefined): Answer | undefined {
    progress.firstError ??= error
    progress.lastError = error ?? progress.lastError
    const end = (ending: Ending): Answer => this.#gaveUp(progress, ending)
    if (this.#isPermanent(progress, error)) {
      const waits = this.#has('waits-before-it-lets-permanent-errors-out')
      if (waits && this.#isAnotherLeft(progress)) this.#pause(progress)
      return end('permanent')
    }
    if (!this.#isAnotherLeft(progress)) {
      if (this.#has('sleeps-after-the-last')) this.#sleep(progress, this.#waitMs(progress))
      return end('attempts')
    }
    if (this.#pause(progress)) return undefined
    return end(progress.sleptMs + progress.lastWaitMs < this.#now.budgetMs ? 'time' : 'budget')
  }

  #isPermanent({ attempt }: Progress, error: string | undefined): boolean {
    if (error !== 'PermanentError' || this.#has('retries-permanent-errors')) return false
    return attempt === 1 || !this.#has('permanent-only-at-first')
  }

  #isAnotherLeft({ attempt }: Progress): boolean {
    const carried = this.#has('attempts-carry-over') ? this.#before : 0
    const more = this.#has('one-more') ? 1 : 0
    const fewer = this.#has('one-fewer') ? 1 : 0
    return attempt + carried < this.#now.maxAttempts + more - fewer
  }

  /** Waits for the next attempt; false when the budget does not allow it. */
  #pause(progress: Progress): boolean {
    const { budgetMs } = this.#now
    const waitMs = this.#waitMs(progress)
    const elapsedMs = this.#has('counts-only-waits') ? progress.sleptMs : this.#nowMs() - progress.startMs
    const leftMs = budgetMs - elapsedMs
    if (this.#fits(progress, waitMs, leftMs)) {
      this.#sleep(progress, waitMs)
      return true
    }
    if (this.#has('sleeps-and-then-looks')) this.#sleep(progress, waitMs)
    if (this.#has('cuts-the-wait-short') && leftMs > 0) {
      this.#sleep(progress, leftMs)
      return true
    }
    return false
  }

  #fits({ attempt, lastWaitMs }: Progress, waitMs: number, leftMs: number): boolean {
    if (this.#has('ignores-the-budget')) return true
    if (this.#has('looks-only-at-the-past')) return leftMs > 0
    if (this.#has('may-end-at-the-budget')) return waitMs <= leftMs
    if (this.#has('judges-by-the-bound')) {
      return boundMs(this.#now, attempt, lastWaitMs, (id) => this.#has(id)) < leftMs
    }
    return waitMs < leftMs
  }

  #waitMs(progress: Progress): number {
    const carried = this.#has('backoff-carries-over') ? this.#before : 0
    const failures = Math.max(1, progress.attempt) + carried
    if (this.#has('first-retry-at-once') && failures === 1) return 0
    const has = (id: Wrong): boolean => this.#has(id)
    const draw = (): number => {
      if (!this.#has('one-draw-a-call')) return this.#world.random()
      progress.draw ??= this.#world.random()
      return progress.draw
    }
    const waitMs = drawnMs(this.#now, failures, progress.lastWaitMs, draw(), has)
    progress.lastWaitMs = waitMs
    return waitMs
  }

  #sleep(progress: Progress, waitMs: number): void {
    progress.sleptMs += waitMs
    if (this.#has('sleeps-by-itself')) {
      this.#sleptElsewhereMs += waitMs
      return
    }
    if (this.#has('first-retry-at-once') && progress.attempt === 1) return
    const { baseMs, capMs } = this.#now
    const isFirst = progress.attempt <= 1
    const isCapped = baseMs * 2 ** (progress.attempt - 1) >= capMs
    const rule = isFirst ? 'waits-with-full-jitter' : isCapped ? 'the-cap-always-holds' : 'the-bound-doubles'
    progress.trail.sleep(this.#has('sleeps-in-seconds') ? waitMs / 1000 : waitMs, rule)
  }

  #gaveUp(progress: Progress, ending: Ending): Answer {
    const rule = progress.trail.rule(ending)
    if (this.#has('swallows-the-last-error') && ending !== 'permanent') return { rule, value: null }
    const raises = this.#has('raises-the-first-error') ? progress.firstError : progress.lastError
    return raises === undefined ? { rule, value: null } : { rule, raises }
  }
}

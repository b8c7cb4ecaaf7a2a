import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { Level } from './level.ts'
import type { Wrong } from './misconceptions.ts'

const KINDS = ['sheddable', 'sheddable_plus', 'critical', 'critical_plus']
const WRONG_KINDS = ['sheddable_plus', 'sheddable', 'critical', 'critical_plus']
const DEFAULT_KIND = 'critical'

/** What a shedder keeps; a cell of its own, because a program may wrongly share it. */
interface State {
  readonly level: Level
  /** When the interval began that is not over yet; undefined when a delay is to begin it. */
  startMs: number | undefined
  delays: number[]
}

/**
 * Sheds by criticality (Site Reliability Engineering, chapter 21). How much is decided interval by interval, by the smallest
 * delay in the queue, as in CoDel.
 */
export class Shedder implements Subject {
  readonly #world: World
  readonly #targetMs: number
  readonly #intervalMs: number
  readonly #state: State

  constructor(world: World) {
    this.#world = world
    const option = (name: string, id: Wrong, factor: number): number =>
      world.number(name) * (world.has(id) && world.isDefault(name) ? factor : 1)
    this.#targetMs = option('target_ms', 'default-target', 5)
    this.#intervalMs = option('interval_ms', 'default-interval', 0.1)
    const settings = {
      targetMs: this.#targetMs,
      resumeMs: option('resume_ms', 'default-resume', 0.5),
      calmIntervals: option('calm_intervals', 'default-calm', 2),
    }
    const { first } = world
    const shared = this.#has('shared-level') && first instanceof Shedder
    const level = new Level((id) => this.#has(id), settings)
    this.#state = shared ? first.#state : { level, startMs: this.#firstStartMs(), delays: [] }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const nowMs = this.#nowMs()
    const passed = this.#passed(nowMs)
    if (this.#isJudging(method)) this.#settle(nowMs)
    const { level } = this.#state
    const rule = this.#ruleAfter(passed)
    if (method === 'level') return { rule, value: level.value }
    if (method === 'admit') return this.#admit(String(args[0]), rule)
    this.#record(Number(args[0]), nowMs)
    return { rule, value: null }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #firstStartMs(): number | undefined {
    if (this.#has('begins-with-a-delay')) return undefined
    const nowMs = this.#nowMs()
    return this.#has('clock-intervals') ? nowMs - (nowMs % this.#intervalMs) : nowMs
  }

  #isJudging(method: string): boolean {
    if (this.#has('judges-by-delays-only')) return method === 'record_delay'
    return method !== 'level' || !this.#has('level-is-stale')
  }

  /** How many intervals are over that have not been judged. */
  #passed(nowMs: number): number {
    const { startMs } = this.#state
    if (startMs === undefined) return 0
    const sinceMs = nowMs - startMs - (this.#has('end-belongs-to-it') ? 1 : 0)
    return Math.max(0, Math.floor(sinceMs / this.#intervalMs))
  }

  #ruleAfter(passed: number): string {
    return passed > 1 ? 'judges-all-that-passed' : this.#state.level.rule
  }

  #settle(nowMs: number): void {
    const state = this.#state
    const passed = this.#passed(nowMs)
    if (passed === 0 || state.startMs === undefined) return
    const once = this.#has('judges-one') || this.#has('drifts') || this.#has('begins-with-a-delay')
    for (let judged = 0; judged < (once ? 1 : passed); judged += 1) {
      state.level.judge(state.delays)
      state.delays = []
    }
    if (passed > 1 && this.#has('rest-resets')) state.level.reset()
    state.startMs += passed * this.#intervalMs
    if (this.#has('drifts')) state.startMs = nowMs
    if (this.#has('begins-with-a-delay')) state.startMs = undefined
  }

  #record(delayMs: number, nowMs: number): void {
    const state = this.#state
    state.startMs ??= nowMs
    const isFirst = !state.delays.some((one) => one > this.#targetMs)
    if (this.#has('rises-at-once') && delayMs > this.#targetMs && isFirst) state.level.rise()
    state.delays.push(delayMs)
  }

  #admit(criticality: string, rule: string): Answer {
    const name = this.#has('case-is-ignored') ? criticality.toLowerCase() : criticality
    const isKnown = KINDS.includes(name)
    const admitted = isKnown ? this.#isAdmitted(this.#rankOf(name)) : this.#isUnknownAdmitted(name)
    if (admitted && this.#has('asking-is-a-delay')) this.#record(0, this.#nowMs())
    return { rule: KINDS.includes(criticality) ? rule : 'unknown-is-critical', value: admitted }
  }

  #rankOf(name: string): number {
    return (this.#has('plus-comes-first') ? WRONG_KINDS : KINDS).indexOf(name)
  }

  #isUnknownAdmitted(name: string): boolean {
    if (this.#has('names-of-every-object') && name in {}) return false
    if (this.#has('unknown-is-admitted')) return true
    if (this.#has('unknown-is-refused')) return false
    return this.#isAdmitted(this.#has('unknown-is-shed-first') ? 0 : KINDS.indexOf(DEFAULT_KIND))
  }

  #isAdmitted(rank: number): boolean {
    const level = this.#state.level.value
    if (this.#has('sheds-the-most-critical-first')) return rank <= KINDS.length - 1 - level
    if (this.#has('sheds-all-at-once')) return level === 0 || rank === KINDS.length - 1
    if (this.#has('sheds-one-kind-only')) return rank !== level - 1
    if (this.#has('sheds-one-kind-more')) return rank > level
    return this.#has('sheds-one-kind-less') ? rank >= level - 1 : rank >= level
  }
}

import type { Wrong } from './misconceptions.ts'

export interface Settings {
  readonly targetMs: number
  readonly resumeMs: number
  readonly calmIntervals: number
}

const HIGHEST = 3

type Verdict = 'overload' | 'band' | 'calm' | 'nothing'

/** The overload level, which an interval with its delays moves up or down by one at most. */
export class Level {
  readonly #has: (id: Wrong) => boolean
  readonly #settings: Settings
  #level: number
  #calm = 0
  /** The delays of the last interval that had any, and the smallest ever. */
  #before: readonly number[] = []
  #smallest = Number.POSITIVE_INFINITY
  /** Which property the last interval put to the test. */
  rule = 'sheds-the-least-critical-first'

  constructor(has: (id: Wrong) => boolean, settings: Settings) {
    this.#has = has
    this.#settings = settings
    this.#level = has('starts-shedding') ? 1 : 0
  }

  /** From 0 to 3. */
  get value(): number {
    return Math.max(0, Math.min(HIGHEST, this.#level))
  }

  judge(delays: readonly number[]): void {
    const verdict = this.#verdict(delays)
    if (delays.length > 0) this.#before = delays
    this.rule = ruleOf(verdict, delays, this.#level)
    if (verdict === 'overload') this.#overload()
    if (verdict === 'band') this.#stay()
    if (verdict === 'calm') this.#calmDown()
  }

  #verdict(delays: readonly number[]): Verdict {
    if (delays.length > 0) return this.#byDelay(this.#decisive(delays))
    if (this.#has('empty-is-overload')) return 'overload'
    if (this.#has('empty-says-nothing')) return 'nothing'
    if (this.#has('empty-breaks-the-calm')) return 'band'
    const repeats = this.#has('empty-repeats') && this.#before.length > 0
    return repeats ? this.#byDelay(this.#decisive(this.#before)) : 'calm'
  }

  #decisive(delays: readonly number[]): number {
    const least = Math.min(...delays)
    this.#smallest = Math.min(this.#smallest, least)
    if (this.#has('average-decides')) return delays.reduce((sum, one) => sum + one, 0) / delays.length
    if (this.#has('maximum-decides')) return Math.max(...delays)
    if (this.#has('last-decides')) return delays.at(-1) ?? 0
    if (this.#has('minimum-for-ever')) return this.#smallest
    if (this.#has('zero-is-none')) {
      return delays.reduce((least, one) => (least === 0 || one < least ? one : least), 0)
    }
    return this.#has('minimum-of-zero') ? 0 : least
  }

  #byDelay(delayMs: number): Verdict {
    const { targetMs, resumeMs } = this.#settings
    if (this.#has('band-rises') && delayMs > resumeMs) return 'overload'
    if (this.#has('rises-at-the-target') ? delayMs >= targetMs : delayMs > targetMs) return 'overload'
    if (this.#has('no-band')) return 'calm'
    return (this.#has('resume-is-not-calm') ? delayMs < resumeMs : delayMs <= resumeMs) ? 'calm' : 'band'
  }

  #overload(): void {
    if (!this.#has('overload-keeps-the-count')) this.#calm = 0
    if (!this.#has('rises-at-once')) this.rise()
  }

  rise(): void {
    if (this.#has('never-rises-again') && this.#level > 0) return
    if (this.#has('jumps-to-the-top')) this.#level = HIGHEST
    else this.#level = this.#has('no-highest-level') ? this.#level + 1 : Math.min(HIGHEST, this.#level + 1)
  }

  #stay(): void {
    if (this.#has('band-is-counted')) this.#calm += 1
    else if (!this.#has('band-keeps-the-count')) this.#calm = 0
  }

  #calmDown(): void {
    this.#calm += 1
    const late = this.#has('falls-one-too-late') ? 1 : 0
    const needed = this.#has('falls-at-once') ? 1 : this.#settings.calmIntervals + late
    if (this.#calm < needed) return
    if (!this.#has('calm-count-stays')) this.#calm = 0
    this.#level -= 1
    if (this.#has('falls-to-zero')) this.reset()
    if (!this.#has('below-zero')) this.#level = Math.max(0, this.#level)
  }

  reset(): void {
    this.#level = 0
    this.#calm = 0
  }
}

function ruleOf(verdict: Verdict, delays: readonly number[], level: number): string {
  if (delays.length === 0) return level > 0 ? 'empty-is-calm' : 'one-level-an-interval'
  if (verdict === 'band') return 'band-keeps-the-level'
  if (verdict === 'overload') return level >= HIGHEST ? 'one-level-an-interval' : 'rises-above-the-target'
  return level > 0 ? 'falls-after-calm' : 'minimum-decides'
}

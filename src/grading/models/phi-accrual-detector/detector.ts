import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { logisticPhi, MOST, normalPhi, roundedPhi, tolerance } from './suspicion.ts'

/** Its own, because a program may wrongly share it among its detectors. */
interface History {
  intervals: number[]
  lastMs: number | undefined
}

interface Statistics {
  readonly mean: number
  readonly deviation: number
}

/**
 * The detector of the contract: Akka's reading of Hayashibara and others (2004). Whether a heartbeat ends an
 * outage hangs on phi and the threshold; where they are within the tolerance of each other, a program may see it
 * either way, and from then on every phi is allowed.
 */
export class PhiDetector implements Subject {
  readonly #world: World
  readonly #history: History
  readonly #createdMs: number
  #cached = 0
  /** It was seen to be down, at some time. */
  #wasDown = false
  #isUnsure = false
  /** The property that phi hangs on, as far as the history goes. */
  #rule = 'starts-from-an-estimate'

  constructor(world: World) {
    this.#world = world
    const shared = this.#has('shared-history') && world.first instanceof PhiDetector
    this.#history = shared ? (world.first as PhiDetector).#history : { intervals: [], lastMs: undefined }
    this.#createdMs = this.#nowMs()
    if (this.#has('suspects-the-unknown')) this.#heartbeat()
  }

  call(method: string, _args: readonly (Json | Subject)[]): Answer {
    if (method === 'heartbeat') return this.#heartbeat()
    return method === 'phi' ? this.#tellPhi() : this.#isAvailable()
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #option(name: string): number {
    const { isDefault } = this.#world
    if (name === 'threshold' && isDefault(name) && this.#has('default-threshold')) return 10
    if (name === 'min_std_deviation_ms' && isDefault(name) && this.#has('default-deviation')) return 500
    if (name === 'first_interval_ms' && isDefault(name) && this.#has('default-first-interval')) return 2000
    if (name === 'window_size' && isDefault(name) && this.#has('default-window')) return 100
    if (name === 'acceptable_pause_ms' && isDefault(name) && this.#has('default-pause')) return 3000
    return this.#world.number(name)
  }

  #heartbeat(): Answer {
    const history = this.#history
    const rule = this.#rule
    const lastMs = this.#lastMs()
    if (lastMs === undefined) this.#begin()
    else this.#record(this.#nowMs() - lastMs)
    const isBack = lastMs !== undefined && this.#rule === 'leaves-outages-out'
    if (!(isBack && this.#has('ignores-the-return'))) history.lastMs = this.#nowMs()
    this.#cached = 0
    return { rule, value: null }
  }

  #lastMs(): number | undefined {
    const { lastMs } = this.#history
    return this.#has('time-zero-is-never') && lastMs === 0 ? undefined : lastMs
  }

  /** The first heartbeat has no interval: the history begins with what is expected. */
  #begin(): void {
    const isLater = this.#has('no-estimate') || this.#has('estimate-is-replaced')
    this.#history.intervals = isLater ? [] : this.#estimate()
    if (this.#has('first-interval-from-zero')) this.#append(this.#nowMs())
    if (this.#has('first-interval-from-creation')) this.#append(this.#nowMs() - this.#createdMs)
    this.#rule = 'starts-from-an-estimate'
  }

  #estimate(): number[] {
    const first = this.#option('first_interval_ms')
    if (this.#has('estimate-without-spread')) return [first]
    return [first - first / 4, first + first / 4]
  }

  #record(interval: number): void {
    const phi = this.#phi()
    const threshold = this.#option('threshold')
    if (Math.abs(phi - threshold) <= tolerance(phi)) this.#isUnsure = true
    this.#rule = phi >= threshold ? 'leaves-outages-out' : 'learns-every-interval'
    if (phi >= threshold && !this.#has('records-outages')) {
      this.#wasDown = true
      if (this.#has('outage-clears-history')) this.#history.intervals = this.#estimate()
      return
    }
    if (interval === 0 && this.#has('zero-interval-ignored')) return
    this.#append(interval)
  }

  #append(interval: number): void {
    const { intervals } = this.#history
    const size = this.#option('window_size') + (this.#has('window-one-too-many') ? 1 : 0)
    const isFull = intervals.length >= size
    if (isFull) this.#rule = 'keeps-a-window'
    if (isFull && this.#has('window-ignores-new')) return
    if (isFull && this.#has('window-cleared-when-full')) intervals.length = 0
    intervals.push(interval)
    if (intervals.length <= size || this.#has('window-without-limit')) return
    intervals.splice(this.#has('estimate-stays-for-ever') && size > 2 ? 2 : 0, 1)
  }

  #statistics(): Statistics {
    const { intervals, lastMs } = this.#history
    const all = intervals.length === 0 ? this.#estimate() : intervals
    const used = this.#has('silence-is-an-interval') ? [...all, this.#nowMs() - (lastMs ?? 0)] : all
    const count = used.length
    const mean = used.reduce((sum, one) => sum + one, 0) / count
    const squares = used.reduce((sum, one) => sum + (one - mean) ** 2, 0)
    const divisor = this.#has('sample-deviation') && count > 1 ? count - 1 : count
    return { mean, deviation: this.#limited(squares / divisor) }
  }

  #limited(variance: number): number {
    const least = this.#option('min_std_deviation_ms')
    const deviation = this.#has('variance-for-deviation') ? variance : Math.sqrt(variance)
    if (this.#has('no-least-deviation')) return deviation
    if (this.#has('least-deviation-is-fixed')) return least
    return this.#has('least-deviation-is-added') ? deviation + least : Math.max(deviation, least)
  }

  #phi(): number {
    const lastMs = this.#lastMs()
    if (lastMs === undefined) return 0
    if (this.#has('no-estimate') && this.#history.intervals.length === 0) return 0
    const elapsed = this.#nowMs() - lastMs
    const { mean, deviation } = this.#statistics()
    if (this.#has('exponential')) return Math.min(MOST, elapsed / Math.max(1, mean) / Math.LN10)
    const pause = this.#has('pause-widens') ? this.#option('acceptable_pause_ms') : 0
    const late = elapsed - this.#expected(mean)
    const y = (this.#has('never-early') ? Math.max(0, late) : late) / (deviation + pause)
    if (this.#has('exact-normal')) return normalPhi(y)
    const phi = this.#has('one-minus-rounded') ? roundedPhi(y) : logisticPhi(y)
    return this.#has('natural-logarithm') ? phi * Math.LN10 : phi
  }

  #expected(mean: number): number {
    const pause = this.#option('acceptable_pause_ms')
    if (this.#has('pause-ignored') || this.#has('pause-widens')) return mean
    return this.#has('pause-for-mean') && pause > 0 ? Math.max(mean, pause) : mean + pause
  }

  #tellPhi(): Answer {
    const isNew = this.#history.lastMs === undefined
    const phi = this.#has('phi-of-the-first-look') && this.#cached > 0 ? this.#cached : this.#phi()
    this.#cached = phi
    const rule = isNew ? 'trusts-the-unknown' : this.#ruleOfPhi()
    if (this.#has('reading-is-a-heartbeat') && !isNew) this.#history.lastMs = this.#nowMs()
    if (this.#isUnsure || Number.isNaN(phi)) return { rule, allows: isNumber, due: 'a number', value: 0 }
    const margin = this.#has('one-minus-rounded') && phi > 13 ? 1 : tolerance(phi)
    return {
      rule,
      allows: (seen) => isNumber(seen) && Math.abs(seen - phi) <= margin,
      due: `about ${Number(phi.toPrecision(5))}`,
      value: phi,
    }
  }

  #ruleOfPhi(): string {
    if (this.#rule === 'leaves-outages-out') return this.#rule
    if (this.#option('acceptable_pause_ms') > 0) return 'accepts-a-pause'
    const { deviation } = this.#statistics()
    if (deviation <= this.#option('min_std_deviation_ms')) return 'deviation-has-a-least'
    return this.#rule === 'learns-every-interval' ? 'phi-is-the-formula' : this.#rule
  }

  #isAvailable(): Answer {
    const isNew = this.#history.lastMs === undefined
    const phi = this.#phi()
    const threshold = this.#has('threshold-is-fixed') ? 8 : this.#option('threshold')
    const rule = isNew ? 'trusts-the-unknown' : 'suspects-at-the-threshold'
    if (this.#isUnsure || Math.abs(phi - threshold) <= tolerance(phi)) {
      return { rule, allows: (seen) => typeof seen === 'boolean', due: 'true or false', value: true }
    }
    const isDown = phi >= threshold || (this.#has('stays-suspected') && this.#wasDown)
    this.#wasDown ||= isDown
    return { rule, value: !isDown && !(isNew && this.#has('unknown-is-unavailable')) }
  }
}

function isNumber(seen: Json | undefined): seen is number {
  return typeof seen === 'number'
}

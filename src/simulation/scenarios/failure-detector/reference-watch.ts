import { type Estimate, estimateOf, firstEstimate } from './estimate.ts'
import type { WatchSettings } from './peer-watch.ts'

/** What the rules say of one watch, worked out anew from all that was received in it. */
export class ReferenceWatch {
  lastUs: number
  readonly #settings: WatchSettings
  readonly #gaps: number[] = []
  #life = 0
  #sequence = 0
  #estimate: Estimate

  constructor(startedUs: number, settings: WatchSettings) {
    this.lastUs = startedUs
    this.#settings = settings
    this.#estimate = firstEstimate(settings.heartbeatUs, settings.minDeviationUs)
  }

  /** True when it was a new one. */
  received(nowUs: number, life: number, sequence: number): boolean {
    if (life < this.#life || (life === this.#life && sequence <= this.#sequence)) return false
    if (life === this.#life) this.#add(nowUs - this.lastUs)
    this.#life = life
    this.#sequence = sequence
    this.lastUs = nowUs
    return true
  }

  phiPatienceUs(): number {
    return this.#estimate.meanUs + this.#settings.thresholdPoint * this.#estimate.deviationUs
  }

  /**
   * No set of samples between 0 and g has a mean above g or a deviation above g/2, so that phi can
   * take no longer than this, whatever its window holds.
   */
  longestPatienceUs(): number {
    const { heartbeatUs, thresholdPoint, minDeviationUs } = this.#settings
    const widest = this.#gaps.reduce((most, gap) => Math.max(most, gap), heartbeatUs)
    return widest + Math.max(0, thresholdPoint) * Math.max(minDeviationUs, widest / 2)
  }

  #add(gapUs: number): void {
    const { window, heartbeatUs, minDeviationUs } = this.#settings
    this.#gaps.push(gapUs)
    if (this.#gaps.length > window) this.#gaps.shift()
    this.#estimate =
      this.#gaps.length < 2
        ? firstEstimate(heartbeatUs, minDeviationUs)
        : estimateOf(this.#gaps, minDeviationUs)
  }
}

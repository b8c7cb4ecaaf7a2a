import { type Estimate, estimateOf, firstEstimate } from './estimate.ts'
import type { Mistake } from './mutants.ts'

export interface WatchSettings {
  readonly heartbeatUs: number
  readonly timeoutUs: number
  /** How many deviations above the mean phi reaches its threshold. */
  readonly thresholdPoint: number
  readonly window: number
  readonly minDeviationUs: number
  readonly mistake: Mistake | undefined
}

export const FIXED = 0
export const PHI = 1
export const DETECTORS = [FIXED, PHI] as const

/** What one process knows of another: the heartbeats, and what both detectors make of them. */
export class PeerWatch {
  /** When the last new heartbeat came; at first when the watch began. */
  lastUs: number
  estimate: Estimate
  /** By detector. */
  readonly suspected: [boolean, boolean] = [false, false]
  life = 0
  sequence = 0
  readonly #settings: WatchSettings
  readonly #samples: number[] = []
  #next = 0

  constructor(nowUs: number, settings: WatchSettings) {
    this.#settings = settings
    this.lastUs = nowUs
    this.estimate = firstEstimate(settings.heartbeatUs, settings.minDeviationUs)
  }

  /** One that was overtaken by a later one, or comes twice, says nothing new. */
  isNew(life: number, sequence: number): boolean {
    if (this.#settings.mistake === 'believes-old-heartbeats') return true
    return life > this.life || (life === this.life && sequence > this.sequence)
  }

  /** The time between two lives is no interval between heartbeats. */
  heard(nowUs: number, life: number, sequence: number): void {
    const first = this.life === 0
    const sameLife = life === this.life || this.#settings.mistake === 'counts-the-crash'
    if (!first && sameLife) this.#learn(nowUs - this.lastUs)
    this.life = Math.max(life, this.life)
    this.sequence = sequence
    this.lastUs = nowUs
  }

  /** How long after the last heartbeat the detector suspects, in whole microseconds. */
  patienceUs(detector: number): number {
    const { timeoutUs, thresholdPoint, minDeviationUs, mistake } = this.#settings
    if (detector === FIXED) return timeoutUs
    const { meanUs, deviationUs } = this.estimate
    const spread = mistake === 'ignores-variance' ? minDeviationUs : deviationUs
    return Math.max(1, Math.ceil(meanUs + thresholdPoint * spread))
  }

  #learn(gapUs: number): void {
    const { window, heartbeatUs, minDeviationUs, mistake } = this.#settings
    if (this.#samples.length < window || mistake === 'window-never-slides') this.#samples.push(gapUs)
    else this.#samples[this.#next] = gapUs
    this.#next = (this.#next + 1) % window
    this.estimate =
      this.#samples.length < 2
        ? firstEstimate(heartbeatUs, minDeviationUs)
        : estimateOf(this.#samples, minDeviationUs)
  }
}

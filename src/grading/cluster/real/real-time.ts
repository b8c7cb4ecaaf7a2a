import { monotonicMs } from '../../../platform/clock.ts'
import type { Timeline } from '../timeline.ts'

const US_PER_MS = 1000

/** The machine's own time. What is due at once is done at once, after what is under way. */
export class RealTime implements Timeline {
  readonly #startMs = monotonicMs()

  nowUs(): number {
    return Math.round((monotonicMs() - this.#startMs) * US_PER_MS)
  }

  after(delayUs: number, act: () => void): () => void {
    if (delayUs < US_PER_MS / 2) {
      const turn = setImmediate(act)
      return () => clearImmediate(turn)
    }
    const timer = setTimeout(act, delayUs / US_PER_MS)
    return () => clearTimeout(timer)
  }

  /** A promise for those who have nothing else to do. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms * US_PER_MS, resolve))
  }
}

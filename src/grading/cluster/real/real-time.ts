import { monotonicMs } from '../../../platform/clock.ts'
import type { Timeline } from '../timeline.ts'

const US_PER_MS = 1000

/** The machine's own time. What is due at once is done at once, after what is under way. */
export class RealTime implements Timeline {
  readonly #startMs = monotonicMs()
  /** Takes back what is still to come. */
  readonly #cancels = new Set<() => void>()
  #isOver = false

  nowUs(): number {
    return Math.round((monotonicMs() - this.#startMs) * US_PER_MS)
  }

  after(delayUs: number, act: () => void): () => void {
    if (this.#isOver) return () => {}
    const due = (): void => {
      this.#cancels.delete(cancel)
      act()
    }
    const clear = begin(delayUs, due)
    const cancel = (): void => {
      this.#cancels.delete(cancel)
      clear()
    }
    this.#cancels.add(cancel)
    return cancel
  }

  moment(begin: (done: () => void) => void): Promise<void> {
    return new Promise(begin)
  }

  /** Nothing happens any more. */
  stop(): void {
    this.#isOver = true
    for (const cancel of [...this.#cancels]) cancel()
  }
}

function begin(delayUs: number, due: () => void): () => void {
  if (delayUs < US_PER_MS / 2) {
    const turn = setImmediate(due)
    return () => clearImmediate(turn)
  }
  const timer = setTimeout(due, delayUs / US_PER_MS)
  return () => clearTimeout(timer)
}

import { followedUp } from '../../../platform/clock.ts'
import { EventQueue } from '../../../simulation/kernel/event-queue.ts'
import type { Timeline } from '../timeline.ts'

/** So much at one moment is no work but a circle. */
const MOST_AT_ONCE = 20_000

/** Time does not get on: those who act do so again and again at the same moment. */
export class Standstill extends Error {}

/**
 * Time that passes only when everything that was to happen before has happened. What an act sets going outside, such as
 * the step of a node, it asks to be held for; nothing else happens until that is done. So the order of events is a
 * function of what is asked of this time alone.
 */
export class VirtualTime implements Timeline {
  readonly #queue = new EventQueue()
  readonly #acts = new Map<number, () => void>()
  #nowUs = 0
  #next = 0
  #atOnce = 0
  #held: Promise<void> | undefined
  #isOver = false

  nowUs(): number {
    return this.#nowUs
  }

  after(delayUs: number, act: () => void): () => void {
    const id = this.#next++
    this.#acts.set(id, act)
    this.#queue.push(this.#nowUs + Math.max(0, Math.round(delayUs)), 0, id)
    return () => void this.#acts.delete(id)
  }

  moment(begin: (done: () => void) => void): Promise<void> {
    return new Promise(begin)
  }

  /** Nothing else happens before this is done. At most one thing may be held for at a time. */
  hold(work: Promise<void>): void {
    if (this.#held !== undefined) throw new Error('two steps at the same time')
    this.#held = work
  }

  /** Lets time pass until the play is over, or stopped. @throws Standstill */
  async run(play: () => Promise<void>): Promise<void> {
    let failure: { readonly error: unknown } | undefined
    const playing = play()
      .catch((error: unknown) => {
        failure = { error }
      })
      .finally(() => {
        this.#isOver = true
      })
    await followedUp()
    while (!this.#isOver) {
      if (!this.#pass()) throw new Error('a run in virtual time waits for nothing')
      if (this.#held !== undefined) await this.#release(this.#held)
      // Whoever waited by a promise for what has just happened goes on before anything else happens.
      await followedUp()
    }
    await playing
    if (failure !== undefined) throw failure.error
  }

  async #release(held: Promise<void>): Promise<void> {
    await held
    this.#held = undefined
  }

  /** The next act; false when there is none. */
  #pass(): boolean {
    while (this.#queue.pop()) {
      const { timeUs, subject } = this.#queue
      const act = this.#acts.get(subject)
      if (act === undefined) continue
      this.#acts.delete(subject)
      this.#atOnce = timeUs === this.#nowUs ? this.#atOnce + 1 : 0
      if (this.#atOnce > MOST_AT_ONCE) throw new Standstill()
      this.#nowUs = timeUs
      act()
      return true
    }
    return false
  }
}

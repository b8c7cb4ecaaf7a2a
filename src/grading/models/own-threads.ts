import type { Misconception } from '../model.ts'

/**
 * Ways in which any program whose calls are in flight side by side can be short of threads of its own. What
 * they do is the same whatever the component is, and so is known to `flightModel`, not to each model.
 */
export type OwnThreads = 'one-thread-for-calls' | 'one-thread-for-functions' | 'waits-for-itself'

const TITLES: Readonly<Record<OwnThreads, string>> = {
  'one-thread-for-calls':
    'has one call at a time done, as a pool of one thread does: whoever calls meanwhile waits in line for that thread, and nothing is decided before',
  'one-thread-for-functions':
    'runs what it is handed one at a time, as a pool of one thread does: what should run beside it waits for that thread',
  'waits-for-itself':
    'has the only thread of its pool wait for something that the same pool is to do, and so waits for itself for ever',
}

/** As misconceptions of the property that asks for calls side by side. */
export function ownThreads(property: string): Misconception[] {
  return Object.entries(TITLES).map(([id, title]) => ({ id, property, title }))
}

/** The only thread of each subject: one task at a time, in the order in which they came. */
export class OnlyThreads {
  readonly #waiting = new Map<number, (() => void)[]>()
  readonly #atWork = new Set<number>()

  /** Does the task now, or when the thread of this subject is free. */
  inTurn(subject: number, task: () => void): void {
    if (this.#atWork.has(subject)) {
      this.#waiting.set(subject, [...(this.#waiting.get(subject) ?? []), task])
      return
    }
    this.#atWork.add(subject)
    task()
  }

  /** The task has ended: the next begins. */
  free(subject: number): void {
    const [next, ...rest] = this.#waiting.get(subject) ?? []
    this.#waiting.set(subject, rest)
    if (next === undefined) this.#atWork.delete(subject)
    else next()
  }
}

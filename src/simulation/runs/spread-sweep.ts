import { breathe, coreCount, monotonicMs } from '../../platform/clock.ts'
import type { Seeds, SweepPlan } from '../kernel/sweep.ts'
import { Tally } from '../kernel/tally.ts'
import type { Asked, Executor } from './executor.ts'

export interface SpreadOptions {
  /** Threads; by default as many as the machine has cores, once that pays. */
  readonly jobs?: number | undefined
  readonly afterSeeds?: ((done: number, of: number) => Promise<void> | void) | undefined
}

/**
 * Less work than this is done sooner without threads. Each of them costs 0.3 s of a core to start and
 * to compile what it runs (measured with raft, whose sweeps took 0.6 s more of CPU time on two threads
 * than on one), so that two threads on two cores save something from 0.6 s of work on.
 */
const WORTH_THREADS_MS = 600
/** Before that, nobody knows how fast it will be. */
const WARM_UP_MS = 150
/** How long one call may keep this thread from its other duties. */
const HERE_MS = 40
/** So long a thread works before it reports. */
const THERE_MS = 150
const MOST_AT_ONCE = 5000

/**
 * Runs the seeds here or on several threads. What comes out depends on the seeds alone: the parts of
 * a sweep may be merged in any order, so that no thread waits for another.
 */
export async function spreadSweep(
  executor: Executor,
  plan: SweepPlan,
  seeds: Seeds,
  options: SpreadOptions,
): Promise<Tally> {
  const work = new Work(plan, seeds, options)
  const jobs = Math.min(options.jobs ?? coreCount(), seeds.count)
  if (options.jobs === undefined || jobs === 1) await work.workHere(executor, jobs > 1)
  if (work.left > 0) {
    const threads = Array.from({ length: jobs }, () => executor.spread())
    await Promise.all(threads.map((thread) => work.workThere(thread, jobs)))
  }
  return work.tally
}

class Work {
  readonly tally: Tally
  #next = 0
  #done = 0
  #seedsPerMs = 0
  readonly #plan: SweepPlan
  readonly #seeds: Seeds
  readonly #options: SpreadOptions

  constructor(plan: SweepPlan, seeds: Seeds, options: SpreadOptions) {
    this.tally = new Tally(plan.assertions)
    this.#plan = plan
    this.#seeds = seeds
    this.#options = options
  }

  get left(): number {
    return this.#seeds.count - this.#next
  }

  /** Until all is done or, if others `mayHelp`, until there is enough left to make that worth while. */
  async workHere(here: Asked, mayHelp: boolean): Promise<void> {
    const startedMs = monotonicMs()
    let size = 1
    while (this.left > 0) {
      await this.#take(here, Math.min(size, this.left))
      size = Math.max(1, Math.floor(this.#seedsPerMs * HERE_MS))
      await breathe()
      // The first runs are slow, because nothing is compiled yet; they say little about the others.
      const known = monotonicMs() - startedMs > WARM_UP_MS
      if (mayHelp && known && this.left > this.#seedsPerMs * WORTH_THREADS_MS) return
    }
  }

  /** Small pieces at the end, so that no thread is left with much when the others are done. */
  async workThere(there: Asked, jobs: number): Promise<void> {
    while (this.left > 0) {
      const wanted = Math.min(this.#seedsPerMs * THERE_MS, this.left / (2 * jobs), MOST_AT_ONCE)
      await this.#take(there, Math.min(this.left, Math.max(1, Math.floor(wanted))))
    }
  }

  async #take(asked: Asked, count: number): Promise<void> {
    const { first, step } = this.#seeds
    const offset = this.#next
    this.#next += count
    const startedMs = monotonicMs()
    const part = { first: first + offset * step, step, count }
    const chunk = { seeds: part, offset, of: this.#seeds.count }
    this.tally.merge(await asked.ask('sweep', { plan: this.#plan, chunk }))
    this.#seedsPerMs = count / Math.max(0.01, monotonicMs() - startedMs)
    this.#done += count
    await this.#options.afterSeeds?.(this.#done, this.#seeds.count)
  }
}

import { availableParallelism } from 'node:os'

/** Milliseconds that only go forward, for pacing and progress; no result may depend on them. */
export function monotonicMs(): number {
  return performance.now()
}

/** Lets timers, signals and messages have their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** How many threads this machine can run at the same time. */
export function coreCount(): number {
  return availableParallelism()
}

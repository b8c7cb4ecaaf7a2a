import { availableParallelism } from 'node:os'
import process from 'node:process'

/** Milliseconds that only go forward, for pacing and progress; no result may depend on them. */
export function monotonicMs(): number {
  return performance.now()
}

/** Lets timers, signals and messages have their turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/**
 * All promises that are kept by now, and those that are kept in consequence, are followed up before this one is. Quicker
 * than a turn of the event loop: Node.js looks at this queue whenever no follow-up is left.
 */
export async function followedUp(): Promise<void> {
  // The queue would come first if no follow-up were under way.
  await undefined
  return new Promise((resolve) => void process.nextTick(resolve))
}

/** How many threads this machine can run at the same time. */
export function coreCount(): number {
  return availableParallelism()
}

/** What is known of a program that runs. */
export interface Running {
  /** Processor time that it has used, milliseconds. Stays at 0 where nobody tells. */
  usedMs(): number
  /** Whether something of it could go on at this moment, if only it had a processor or its page of memory. */
  isReady(): boolean
}

/** As much of the limit in processor time is the limit: ticks are coarse, and our own looks cost some. */
const ENOUGH = 0.8
/** So many times the limit is the end of all patience. */
const MOST = 10
const LEAST_MS = 50

/**
 * Waits until something happens, but no longer than the limit in the program's own time: what it used of the
 * processor, and what it slept. While it only queues for a processor of a busy machine its time stands still.
 * `starved` when even so nothing came in ten times the limit.
 */
export async function waitInOwnTime(
  limitMs: number,
  program: Running,
  happens: (withinMs: number) => Promise<boolean>,
): Promise<'happened' | 'over' | 'starved'> {
  const before = program.usedMs()
  let waitedMs = 0
  for (let nextMs = limitMs; ; ) {
    if (await happens(nextMs)) return 'happened'
    waitedMs += nextMs
    const usedMs = program.usedMs() - before
    if (usedMs >= ENOUGH * limitMs || !program.isReady()) return 'over'
    if (waitedMs >= MOST * limitMs) return 'starved'
    nextMs = Math.max(LEAST_MS, Math.min(limitMs - usedMs, MOST * limitMs - waitedMs))
  }
}

export interface RetrySchedule {
  /** Attempts at a job before it has failed for good. */
  readonly maxAttempts: number
  /** The pause after the first one is up to this long; it doubles each time. */
  readonly initialMs: number
  readonly maxMs: number
  /** How long a job may wait for a service that gives no answer before it has failed, too. */
  readonly giveUpMs: number
}

/**
 * The pause before the next attempt: it grows, so that what is in trouble gets room, and half of it is drawn at
 * random, so that jobs which failed together do not come back together. `random` is from 0 to below 1.
 */
export function pauseMs(
  { initialMs, maxMs }: Pick<RetrySchedule, 'initialMs' | 'maxMs'>,
  claims: number,
  random: number,
): number {
  const longest = Math.min(maxMs, initialMs * 2 ** Math.min(claims - 1, 30))
  return Math.round(longest * (0.5 + random / 2))
}

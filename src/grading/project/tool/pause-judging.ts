/** So much is the way there and back, and no pause, milliseconds. */
const LEAST_MS = 10
/** Below that the machine's own delays are as long. */
const LEAST_TOLD_MS = 40

/** The value below which this share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** How far the middle half of them is spread: single ones that were late do not count. */
export function spreadOf(values: readonly number[]): number {
  return quantile(values, 0.75) - quantile(values, 0.25)
}

/**
 * Whether most of the pauses are none. Full jitter begins at 0, so that a short one here and there is as it should be
 * (M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 */
export function isTooShort(pauses: readonly number[]): boolean {
  return quantile(pauses, 0.5) < LEAST_MS
}

/**
 * Whether the pauses are one and the same: their middle half lies within 3 % of the median and 3 ms. With a jitter of 10 % up
 * and down it is spread over 10 %. A busy machine only spreads them further, so this is certain where it is seen.
 */
export function standStill(pauses: readonly number[]): boolean {
  const median = quantile(pauses, 0.5)
  return median >= LEAST_TOLD_MS && spreadOf(pauses) <= 3 + 0.03 * median
}

/**
 * Whether the pauses differ by more than the machine makes them. What it does is seen in how long the same program takes
 * to its first request, each time the same work and far more of it than between two requests: on a machine with 25 others at
 * work, pauses of one length were spread by half of that at most.
 */
export function seesJitter(pauses: readonly number[], startUps: readonly number[]): boolean {
  const noise = 0.05 * quantile(startUps, 0.5) + 0.8 * spreadOf(startUps)
  return spreadOf(pauses) > Math.max(4, noise)
}

/** `12 to 340 ms` */
export function rangeOf(pauses: readonly number[]): string {
  return `${Math.round(quantile(pauses, 0))} to ${Math.round(Math.max(0, ...pauses))} ms`
}

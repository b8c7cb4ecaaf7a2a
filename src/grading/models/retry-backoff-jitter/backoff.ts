import type { Wrong } from './misconceptions.ts'

export interface Limits {
  readonly maxAttempts: number
  readonly baseMs: number
  readonly capMs: number
  readonly budgetMs: number
}

type Has = (id: Wrong) => boolean

/** The bound below which the wait after this failure is drawn, the first failure being 1. */
export function boundMs({ baseMs, capMs }: Limits, failures: number, lastWaitMs: number, has: Has): number {
  const doublings = failures - 1 + (has('doubles-too-early') ? 1 : 0)
  const grown = grownMs(baseMs, doublings, lastWaitMs, has)
  return has('no-cap') || has('caps-the-drawn-wait') ? grown : Math.min(capMs, grown)
}

function grownMs(baseMs: number, doublings: number, lastWaitMs: number, has: Has): number {
  if (has('constant-bound')) return baseMs
  if (has('linear-bound')) return baseMs * (doublings + 1)
  if (has('doubles-the-last-wait')) return doublings === 0 ? baseMs : lastWaitMs * 2
  if (has('overflows-32-bits')) return baseMs * (1 << doublings)
  if (has('overflows-64-bits')) return Number(BigInt.asIntN(64, BigInt(baseMs) << BigInt(doublings)))
  return baseMs * 2 ** doublings
}

/**
 * The wait: `floor(random * bound)`, which is "full jitter" (Brooker 2015). Sequences draw numbers of few
 * binary digits, so that the product is exact.
 */
export function drawnMs(
  limits: Limits,
  failures: number,
  lastWaitMs: number,
  random: number,
  has: Has,
): number {
  const { baseMs, capMs } = limits
  if (has('decorrelated')) {
    const before = Math.max(baseMs, lastWaitMs)
    return Math.min(capMs, Math.floor(baseMs + random * (before * 3 - baseMs)))
  }
  const bound = boundMs(limits, failures, lastWaitMs, has)
  if (has('no-jitter')) return bound
  if (has('equal-jitter')) return Math.floor(bound / 2 + (random * bound) / 2)
  if (has('jitter-on-top')) return Math.floor(bound + random * bound)
  if (has('jitter-around')) return Math.floor(bound * (0.5 + random))
  if (has('keeps-fractions')) return random * bound
  if (has('rounds-up')) return Math.ceil(random * bound)
  if (has('rounds-to-nearest')) return Math.floor(random * bound + 0.5)
  if (has('includes-the-bound')) return Math.floor(random * (bound + 1))
  const waitMs = Math.floor(random * bound)
  return has('caps-the-drawn-wait') ? Math.min(capMs, waitMs) : waitMs
}

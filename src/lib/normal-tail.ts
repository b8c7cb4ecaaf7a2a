import { exp, ln } from './portable-math.ts'

const SQRT_HALF = Math.sqrt(0.5)
const SQRT_PI = 1.772453850905516
const LN_2 = ln(2)
/** Below it the series needs few terms, from it on the continued fraction does. */
const SPLIT = 2

/**
 * The natural logarithm of the probability that a standard normal variable exceeds `z`. As a
 * logarithm it stays exact where the probability itself would be 0. The error is below 1e-13 of the
 * value, or 1e-15 where that is more. Only IEEE 754 operations and `portable-math.ts` are used, so
 * that all machines give the same bits.
 */
export function lnNormalTail(z: number): number {
  const x = z * SQRT_HALF
  if (x >= SPLIT) return -x * x - ln(2 * SQRT_PI * fraction(x))
  if (x > -SPLIT) return ln((1 - erf(x)) / 2)
  // Nearly certain: 1 minus a small tail, whose logarithm would lose it.
  return lnOneMinus(exp(-x * x - ln(2 * SQRT_PI * fraction(-x))))
}

/** Abramowitz and Stegun 7.1.6: all terms have one sign, so that nothing cancels. */
function erf(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; sum + term !== sum; n += 1) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / SQRT_PI) * exp(-x * x) * sum
}

/** Abramowitz and Stegun 7.1.14: x + (1/2)/(x + 1/(x + (3/2)/(x + ...))), from the far end. */
function fraction(x: number): number {
  let value = x
  // So many that one more changes nothing: the further out, the fewer.
  for (let n = Math.ceil(12 + 220 / (x * x)); n > 0; n -= 1) value = x + n / 2 / value
  return value
}

/** ln(1 - p) for a small p. */
function lnOneMinus(p: number): number {
  if (p > 1e-5) return ln(1 - p)
  return -p * (1 + p * (0.5 + p / 3))
}

/** The `z` that a standard normal variable exceeds with the probability exp(`lnTail`); `lnTail` is negative. */
export function normalTailPoint(lnTail: number): number {
  let low = -38
  let high = 2 + 1.5 * Math.sqrt(-lnTail + LN_2)
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2
    if (lnNormalTail(middle) > lnTail) low = middle
    else high = middle
  }
  return high
}

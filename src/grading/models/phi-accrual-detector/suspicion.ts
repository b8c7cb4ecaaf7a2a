/** What phi is cut off at, so that it stays a finite number. */
export const MOST = 300

/** How far a program's phi may be from the formula's: the more of a thousandth and of 0.001. */
export function tolerance(phi: number): number {
  return Math.max(0.001, phi / 1000)
}

/**
 * -log10(1 - F(y)) with the logistic approximation of the normal distribution that Akka's
 * PhiAccrualFailureDetector.scala uses. 1 - F is 1 / (1 + e^g), so that phi is log10(1 + e^g).
 */
export function logisticPhi(y: number): number {
  const g = exponent(y)
  return g > 700 ? MOST : Math.min(MOST, Math.log10(1 + Math.exp(g)))
}

function exponent(y: number): number {
  return y * (1.5976 + 0.070566 * y * y)
}

/** 1 - F in floating point has some 16 digits: when F has come that near to 1, nothing is left. */
export function roundedPhi(y: number): number {
  const rest = 1 - 1 / (1 + Math.exp(-exponent(y)))
  return rest <= 0 ? MOST : Math.min(MOST, -Math.log10(rest))
}

/** With the normal distribution itself: the continued fraction of Laplace where it converges fast. */
export function normalPhi(y: number): number {
  if (y > 36) return MOST
  const density = Math.exp(-(y * y) / 2) / Math.sqrt(2 * Math.PI)
  if (y > 2.5) {
    let fraction = y
    for (let k = 60; k > 0; k -= 1) fraction = y + k / fraction
    return Math.min(MOST, -Math.log10(density / fraction))
  }
  if (y < -8) return 0
  // The series of the distribution function around 0.
  let term = y
  let sum = y
  for (let k = 1; k < 200; k += 1) {
    term *= (y * y) / (2 * k + 1)
    sum += term
  }
  return -Math.log10(0.5 - density * sum)
}

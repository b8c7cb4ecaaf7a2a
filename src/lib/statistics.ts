/** A mean with the bounds of its 95 % confidence interval. */
export interface Interval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Two-sided 95 % points of Student's t for 1 to 30 degrees of freedom. */
const T_95 = [
  12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139,
  2.200985, 2.178813, 2.160369, 2.144787, 2.13145, 2.119905, 2.109816, 2.100922, 2.093024, 2.085963, 2.079614,
  2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.05183, 2.048407, 2.04523, 2.042272,
]
const Z_95 = 1.959963984540054

/**
 * The mean of independent values and where the true mean lies with 95 % confidence, by Student's t.
 * One value gives no interval: both bounds are NaN.
 */
export function interval95(values: readonly number[]): Interval {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { mean, low: Number.NaN, high: Number.NaN }
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  const half = studentT95(values.length - 1) * Math.sqrt(squares / (values.length - 1) / values.length)
  return { mean, low: mean - half, high: mean + half }
}

/** Beyond 30 degrees the expansion about the normal point (Abramowitz and Stegun 26.7.5) is exact to 1e-6. */
export function studentT95(degrees: number): number {
  const z = Z_95
  const square = z * z
  const first = (z * (square + 1)) / 4
  const second = (z * ((5 * square + 16) * square + 3)) / 96
  const third = (z * (((3 * square + 19) * square + 17) * square - 15)) / 384
  const n = degrees
  return T_95[n - 1] ?? z + (first + (second + third / n) / n) / n
}

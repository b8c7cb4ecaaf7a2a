/*
 * The engines may round `Math.log` and `Math.exp` as they like, and do so differently. These two
 * use only IEEE 754 operations whose result is fixed, so they give the same bits everywhere. Both
 * follow fdlibm's e_log.c and e_exp.c, whose error is below 1 ulp:
 *
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
 *   distribute this software is freely granted, provided that this notice is preserved.
 */

const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const LOG2_E = 1 / (LN2_HIGH + LN2_LOW)
const TWO_TO_54 = 18014398509481984

/** A double seen as its two halves; which comes first depends on the machine. */
const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0
const LOW = 1 - HIGH

function high(): number {
  return (halves[HIGH] ?? 0) | 0
}

/** 2 to the power of an integer in [-1022, 1023]. */
function powerOfTwo(exponent: number): number {
  halves[HIGH] = (exponent + 1023) << 20
  halves[LOW] = 0
  return double[0] ?? 0
}

/** The natural logarithm, within 1 ulp. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN
  if (x === Number.POSITIVE_INFINITY) return x
  const subnormal = x < 2.2250738585072014e-308
  double[0] = subnormal ? x * TWO_TO_54 : x
  const mantissa = high() & 0xfffff
  const carry = (mantissa + 0x95f64) & 0x100000
  const exponent = (high() >> 20) - 1023 + (carry >> 20) - (subnormal ? 54 : 0)
  halves[HIGH] = mantissa | (carry ^ 0x3ff00000)
  return lnReduced((double[0] ?? 0) - 1, exponent, mantissa)
}

/** ln(2^k * (1 + f)) with sqrt(2)/2 < 1 + f < sqrt(2). */
function lnReduced(f: number, k: number, mantissa: number): number {
  if ((0xfffff & (2 + mantissa)) < 3) return lnNearOne(f, k)
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373))
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)))
  const r = odd + even
  if (((mantissa - 0x6147a) | (0x6b851 - mantissa)) > 0) {
    const half = 0.5 * f * f
    if (k === 0) return f - (half - s * (half + r))
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f)
  }
  if (k === 0) return f - s * (f - r)
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f)
}

function lnNearOne(f: number, k: number): number {
  if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW
  const r = f * f * (0.5 - 0.3333333333333333 * f)
  return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f)
}

/** e to the power of `x`, within 1 ulp. */
export function exp(x: number): number {
  if (Number.isNaN(x) || x > 709.782712893384) return x + Number.POSITIVE_INFINITY
  if (x < -745.1332191019411) return 0
  const size = x < 0 ? -x : x
  if (size < 3.725290298461914e-9) return 1 + x
  if (size <= 0.34657359027997264) return 1 - (tail(x) - x)
  const k = Math.trunc(LOG2_E * x + (x < 0 ? -0.5 : 0.5))
  const hi = x - k * LN2_HIGH
  const lo = k * LN2_LOW
  const reduced = hi - lo
  const c = correction(reduced)
  return scale(1 - (lo - (reduced * c) / (2 - c) - hi), k)
}

function tail(x: number): number {
  const c = correction(x)
  return (x * c) / (c - 2)
}

function correction(x: number): number {
  const t = x * x
  return (
    x -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))))
  )
}

/** y * 2^k, in two steps where one factor alone would overflow or lose bits. */
function scale(y: number, k: number): number {
  if (k > 1023) return y * 2 * powerOfTwo(k - 1)
  if (k >= -1021) return y * powerOfTwo(k)
  return y * powerOfTwo(k + 1000) * powerOfTwo(-1000)
}

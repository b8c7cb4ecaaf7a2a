/*
 * Whole numbers from -45 to 45 as one printable character each, of ASCII and never a space: shorter than digits, and read without
 * being parsed. What learning found is written so.
 */

export const MOST = 45
/** Stands for 0. */
const ZERO = 80
const NUMBERS = 2 * MOST + 1

/** The characters of `numbers`, rounded and cut at ±45. */
export function codesOf(numbers: ArrayLike<number>): string {
  const codes = Array.from(numbers, (number) => ZERO + Math.max(-MOST, Math.min(MOST, Math.round(number))))
  return String.fromCharCode(...codes)
}

export const numberAt = (codes: string, at: number): number => codes.charCodeAt(at) - ZERO

/** A number from 0 to 8280 as two characters. */
export function pairOf(number: number): string {
  return codesOf([Math.floor(number / NUMBERS) - MOST, (number % NUMBERS) - MOST])
}

export const pairAt = (codes: string, at: number): number =>
  (numberAt(codes, at) + MOST) * NUMBERS + numberAt(codes, at + 1) + MOST

import type { Wrong } from './misconceptions.ts'

type Has = (id: Wrong) => boolean

const MOST_DIGITS = 99_999_999

/** Milliseconds in each unit of a grpc-timeout. */
const UNITS: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1 / 1000,
  n: 1 / 1_000_000,
}

/** The milliseconds of a grpc-timeout, rounded down; undefined when it is none (PROTOCOL-HTTP2.md, TimeoutValue). */
export function read(header: string, has: Has): number | undefined {
  const match = (has('accepts-a-tail') ? /^([0-9]+)([HMSmun])/ : /^([0-9]+)(.)$/).exec(asTaken(header, has))
  const [digits = '', unit = ''] = match?.slice(1) ?? []
  const known = UNITS[has('case-does-not-matter') && unit === 'm' ? 'M' : unit]
  if (match === null || known === undefined) return undefined
  if (digits.length > 8 && !has('accepts-nine-digits')) return undefined
  const value = Number(digits)
  if (value === 0 && has('zero-is-invalid')) return undefined
  // Division is exact where it comes out whole, which multiplication by a thousandth is not.
  const exact = known < 1 ? value / Math.round(1 / known) : value * known
  return has('rounds-up-what-it-reads') ? Math.ceil(exact) : Math.floor(exact)
}

/** What a lenient parser makes of it. */
function asTaken(header: string, has: Has): string {
  const text = has('accepts-signs-and-spaces') ? header.trim().replace(/^\+/, '') : header
  if (!has('accepts-other-digits')) return text
  // Those of Arabic, for all scripts.
  return text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
}

/** In the finest unit in which it has at most eight digits, rounded down. */
export function write(ms: number, has: Has): string {
  const round = has('writes-rounded-up') ? Math.ceil : Math.floor
  if (has('writes-nine-digits')) return `${ms}m`
  if (has('writes-no-unit')) return `${ms}`
  const units = ['m', 'S', 'M', 'H'].filter((unit) => unit !== 'm' || !has('writes-seconds'))
  const unit = units.find((one) => round(ms / (UNITS[one] ?? 1)) <= MOST_DIGITS) ?? 'H'
  return `${Math.min(MOST_DIGITS, round(ms / (UNITS[unit] ?? 1)))}${unit}`
}

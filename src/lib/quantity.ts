import { UserError } from './user-error.ts'

/** What a parameter or a metric is measured in. A `ratio` is a number from 0 to 1. */
export type Unit = 'ms' | 'ratio' | 'count' | 'per_s'

interface Spelling {
  readonly unit: Unit
  /** Multiplied by this, the number is in `unit`. */
  readonly factor: number
}

/** How people write the units; what is not here is no unit. */
const SPELLINGS: Readonly<Record<string, Spelling>> = {
  us: { unit: 'ms', factor: 0.001 },
  ms: { unit: 'ms', factor: 1 },
  s: { unit: 'ms', factor: 1000 },
  min: { unit: 'ms', factor: 60_000 },
  '%': { unit: 'ratio', factor: 0.01 },
  '/s': { unit: 'per_s', factor: 1 },
}

const NAMES: Readonly<Record<Unit, string>> = {
  ms: 'a time (us, ms, s or min; milliseconds if bare)',
  ratio: 'a share (0 to 1, or a number with %)',
  count: 'a plain number',
  per_s: 'a rate (a number, or a number with /s)',
}

const QUANTITY = /^(?<digits>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(?<suffix>[a-zµ%/]*)$/i

export function looksLikeQuantity(text: string): boolean {
  return /^[+-]?\.?\d/.test(text.trim())
}

/**
 * A number with or without a unit, such as `250ms` or `99%`, in `unit`. `subject` is what it is a
 * value of, for the message when it is none.
 */
export function parseQuantity(text: string, unit: Unit, subject: string): number {
  const { digits, suffix } = QUANTITY.exec(text.trim())?.groups ?? {}
  const number = Number(digits)
  if (digits === undefined || !Number.isFinite(number)) throw unreadable(text, unit, subject)
  if (!suffix) return number
  const spelling = SPELLINGS[suffix.toLowerCase().replace('µ', 'u')]
  if (spelling?.unit !== unit) throw unreadable(text, unit, subject)
  return withoutNoise(number * spelling.factor)
}

/** 99.9 % is 0.999, not 0.9990000000000001. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(15))
}

function unreadable(text: string, unit: Unit, subject: string): UserError {
  return new UserError(`"${text.trim()}" is no value for ${subject}, which is ${NAMES[unit]}.`, {
    code: 'bad-quantity',
    next: [`For example: ${EXAMPLES[unit]}`],
  })
}

const EXAMPLES: Readonly<Record<Unit, string>> = {
  ms: '250ms or 1.5s',
  ratio: '99% or 0.99',
  count: '5',
  per_s: '100',
}

/** A value as people read it: `93.8 ms`, `2.2 s`, `78.8 %`. */
export function formatQuantity(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return 'none'
  if (unit === 'ratio') return `${rounded(value * 100)} %`
  if (unit === 'per_s') return `${rounded(value)}/s`
  if (unit === 'count') return rounded(value)
  return value >= 1000 || value <= -1000 ? `${rounded(value / 1000)} s` : `${rounded(value)} ms`
}

/** A value that `parseQuantity` reads back as the same number: `1500 ms`, `2.5 %`, `3`, `100/s`. */
export function exactQuantity(value: number, unit: Unit): string {
  if (unit === 'ratio') return `${withoutNoise(value * 100)} %`
  if (unit === 'ms') return `${value} ms`
  return unit === 'per_s' ? `${value}/s` : String(value)
}

/** Three digits are enough to read; whole numbers stay whole. */
function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value)
  const size = Math.abs(value)
  return String(Number(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)))
}

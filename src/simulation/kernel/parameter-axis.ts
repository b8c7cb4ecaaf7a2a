import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { resolveParameters } from './parameters.ts'
import type { Parameter } from './scenario.ts'

/** A parameter and the values that it takes in turn. */
export interface Axis {
  readonly parameter: Parameter
  /** As typed, or counted up. */
  readonly labels: readonly string[]
  readonly values: readonly number[]
}

const MOST_VALUES = 50
const RANGE =
  /^(?<from>-?[\d.]+)\.\.(?<to>-?[\d.]+)(?<unit>[a-z%/]*)(?::(?<step>[\d.]+)(?<stepUnit>[a-z%/]*))?$/i

/** Reads `retries=0..5`, `timeout_ms=10..50:10` or `load=50%,80%,95%`. @throws UserError (exit 2). */
export function parseAxis(text: string, known: readonly Parameter[]): Axis {
  const at = text.indexOf('=')
  const id = text.slice(0, at).trim()
  const spec = text.slice(at + 1).trim()
  if (at < 1 || spec === '') throw badAxis(text, 'it is not name=values')
  const parameter = known.find((one) => one.id === id) ?? unknown(id, known)
  const labels = spec.includes('..') ? counted(spec, text) : spec.split(',').map((label) => label.trim())
  const values = labels.map((label) => resolveParameters([parameter], [`${id}=${label}`])[id] ?? Number.NaN)
  if (values.length < 2) throw badAxis(text, 'one value is nothing to compare')
  if (values.length > MOST_VALUES) throw badAxis(text, `it has more than ${MOST_VALUES} values`)
  if (values.some((value, index) => index > 0 && value <= (values[index - 1] ?? value))) {
    throw badAxis(text, 'its values must rise')
  }
  return { parameter, labels, values }
}

/** Steps are counted, not added up, so that 0..1:0.1 ends at 1. */
function counted(spec: string, text: string): string[] {
  const { from, to, unit = '', step = '1', stepUnit = '' } = RANGE.exec(spec)?.groups ?? {}
  const [first, last, by] = [Number(from), Number(to), Number(step)]
  if (from === undefined || Number.isNaN(first + last + by)) throw badAxis(text, 'a range is from..to:step')
  if (by <= 0) throw badAxis(text, 'a step is more than 0')
  if (last < first) throw badAxis(text, 'a range rises')
  if (stepUnit !== '' && stepUnit !== unit) throw badAxis(text, 'the step has another unit')
  const count = Math.floor((last - first) / by + 1e-9) + 1
  if (count > MOST_VALUES) throw badAxis(text, `it has more than ${MOST_VALUES} values`)
  return Array.from({ length: count }, (_, index) => `${Number((first + index * by).toPrecision(12))}${unit}`)
}

function unknown(id: string, known: readonly Parameter[]): never {
  const names = known.map((one) => one.id)
  const near = closest(id, names)
  throw new UserError(`There is no parameter "${id}".`, {
    code: 'unknown-parameter',
    next: [
      ...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []),
      `Parameters: ${names.join(', ')}`,
    ],
  })
}

function badAxis(text: string, why: string): UserError {
  return new UserError(`--sweep ${text} cannot be read: ${why}.`, {
    code: 'bad-sweep',
    next: ['For example: --sweep retries=0..5, --sweep timeout_ms=100..500ms:100, --sweep load=50%,80%,95%'],
  })
}

import { closest } from '../../lib/closest.ts'
import { looksLikeQuantity, parseQuantity, type Unit } from '../../lib/quantity.ts'
import { UserError } from '../../lib/user-error.ts'
import type { Metric } from './scenario.ts'

export type Operator = '<=' | '>=' | '==' | '!=' | '<' | '>' | '='

export type Operand = { readonly metric: string } | { readonly value: number }

/** `left operator right`, where at least one side is a metric and both are in `unit`. */
export interface Bound {
  readonly unit: Unit
  readonly left: Operand
  readonly operator: Operator
  readonly right: Operand
}

/** Reads `p99<250ms`, `success_rate >= 99%` or `without.p99 > p99`. */
export function parseBound(text: string, metrics: readonly Metric[]): Bound {
  const { left, operator, right } = split(text)
  const leftMetric = metricOf(left, metrics)
  const rightMetric = metricOf(right, metrics)
  const unit = leftMetric?.unit ?? rightMetric?.unit
  if (unit === undefined) throw malformed(text, 'it names no metric')
  if (leftMetric && rightMetric && leftMetric.unit !== rightMetric.unit) {
    throw malformed(text, `${left} is in ${leftMetric.unit} and ${right} in ${rightMetric.unit}`)
  }
  return {
    unit,
    left: leftMetric ? { metric: left } : { value: operandValue(left, unit, right) },
    operator,
    right: rightMetric ? { metric: right } : { value: operandValue(right, unit, left) },
  }
}

/** The value of one side in a run; NaN where the run has none. */
export function sideValue(side: Operand, measured: Readonly<Record<string, number>>): number {
  return 'metric' in side ? (measured[side.metric] ?? Number.NaN) : side.value
}

/** Whether it holds for one run. Nothing holds of a metric that has no value. */
export function holds(bound: Bound, measured: Readonly<Record<string, number>>): boolean {
  const left = sideValue(bound.left, measured)
  const right = sideValue(bound.right, measured)
  if (Number.isNaN(left) || Number.isNaN(right)) return false
  switch (bound.operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '!=':
      return left !== right
    default:
      return left === right
  }
}

/**
 * How far a run is on the wrong side, from its left side minus its right; the worst run has the most.
 * Comparable between runs of one bound.
 */
export function shortfall({ operator }: Pick<Bound, 'operator'>, gap: number): number {
  if (Number.isNaN(gap)) return Number.POSITIVE_INFINITY
  if (operator.startsWith('<')) return gap
  if (operator.startsWith('>')) return -gap
  return operator === '!=' ? -Math.abs(gap) : Math.abs(gap)
}

function split(text: string): { left: string; operator: Operator; right: string } {
  const parts = text.split(/(<=|>=|==|!=|<|>|=)/)
  const [left = '', operator, right = ''] = parts.map((part) => part.trim())
  if (parts.length !== 3) throw malformed(text, 'it must compare two sides once')
  if (left === '' || right === '') throw malformed(text, 'one side is empty')
  return { left, operator: operator as Operator, right }
}

function metricOf(operand: string, metrics: readonly Metric[]): Metric | undefined {
  if (looksLikeQuantity(operand)) return undefined
  const metric = metrics.find(({ id }) => id === operand)
  if (metric === undefined) throw unknownMetric(operand, metrics)
  return metric
}

/** 99 for a share is surely meant as 99 %, and would never hold. */
function operandValue(text: string, unit: Unit, metric: string): number {
  const value = parseQuantity(text, unit, metric)
  if (unit === 'ratio' && (value > 1 || value < 0)) {
    throw new UserError(`${metric} is a share from 0 to 1, so that "${text}" decides nothing.`, {
      code: 'bad-quantity',
      next: [`A percentage is written with its sign: ${text.replace('%', '')}%`],
    })
  }
  return value
}

/** Four forms, one for each kind of question. */
const EXAMPLES = "For example: 'p99 < 250ms', 'every p99 < 1s', 'never INVARIANT', 'sometimes GOAL'"

export function malformed(text: string, why: string, next = EXAMPLES): UserError {
  return new UserError(`The assertion "${text}" cannot be read: ${why}.`, {
    code: 'bad-assertion',
    next: [next],
  })
}

function unknownMetric(name: string, metrics: readonly Metric[]): UserError {
  const names = metrics.map(({ id }) => id)
  const near = closest(name, names)
  return new UserError(`There is no metric "${name}".`, {
    code: 'unknown-metric',
    next: [...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []), `Metrics: ${names.join(', ')}`],
  })
}

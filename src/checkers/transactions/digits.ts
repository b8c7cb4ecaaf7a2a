import type { Operation, Value } from '../../history/operation.ts'
import type { CheckOptions } from '../registry.ts'
import type { TransactionResult } from './result.ts'

/**
 * Says so where a history is refused only because a number came back as a text: "4" is not 4, here as in Jepsen, and
 * programs that read their keys from JSON objects often get that wrong.
 */
export function withDigitsHint(
  check: (operations: readonly Operation[], options: CheckOptions) => TransactionResult,
  operations: readonly Operation[],
  options: CheckOptions,
): TransactionResult {
  const result = check(operations, options)
  if (result.valid !== false || !operations.some(({ output }) => hasDigits(output))) return result
  const converted = operations.map((one) => ({
    ...one,
    input: toNumbers(one.input),
    output: toNumbers(one.output),
  }))
  if (check(converted, options).valid === false) return result
  const hint =
    'It would hold if texts of digits were numbers: a number came back as a text, and "4" is not 4.'
  return { ...result, reason: `${result.reason} ${hint}` }
}

const DIGITS = /^-?\d+$/

function hasDigits(value: Value): boolean {
  return typeof value === 'string' ? DIGITS.test(value) : Array.isArray(value) && value.some(hasDigits)
}

function toNumbers(value: Value): Value {
  if (typeof value === 'string') return DIGITS.test(value) ? Number(value) : value
  return Array.isArray(value) ? value.map(toNumbers) : value
}

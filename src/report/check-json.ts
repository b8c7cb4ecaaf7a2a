import type { CheckResult, Finding } from '../checkers/verdict.ts'
import type { Operation, Value } from '../history/operation.ts'

/** The verdict as plain JSON. An operation that never returned has `return: null`; maps become objects, large numbers texts. */
export function checkJson(result: CheckResult): Readonly<Record<string, unknown>> {
  const { counterexample, findings, lists, ...rest } = result
  return {
    ...rest,
    ...(counterexample === undefined ? {} : { counterexample: counterexample.map(operationJson) }),
    findings: findings.map(findingJson),
    ...(lists === undefined ? {} : { lists: valuesJson(lists) }),
  }
}

const valuesJson = (lists: Readonly<Record<string, readonly Value[]>>) =>
  Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.map(valueJson)]))

const findingJson = ({ kind, text, operations }: Finding) => ({
  kind,
  text,
  operations: operations.map(operationJson),
})

/** An operation as plain JSON. */
export function operationJson(operation: Operation): object {
  const { input, output, error, ...rest } = operation
  return {
    ...rest,
    return: Number.isFinite(rest.return) ? rest.return : null,
    input: valueJson(input),
    output: valueJson(output),
    ...(error === undefined ? {} : { error: valueJson(error) }),
  }
}

const isArray = (value: Value): value is readonly Value[] => Array.isArray(value)

function valueJson(value: Value): unknown {
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return value
  if (isArray(value)) return value.map(valueJson)
  return Object.fromEntries([...value].map(([key, one]) => [String(key), valueJson(one)]))
}

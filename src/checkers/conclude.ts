/** From findings to a verdict: the rules that all the checkers of workloads share. */

import type { Operation, Value } from '../history/operation.ts'
import { clientOperations } from './evidence.ts'
import type { Checker, CheckOptions } from './registry.ts'
import type { CheckResult, Finding } from './verdict.ts'

/** How many findings of one kind are told; the figures count all. */
const TOLD_OF_A_KIND = 8

export interface Evidence {
  readonly model: string
  readonly operations: readonly Operation[]
  /** What is wrong; most telling first. */
  readonly findings: readonly Finding[]
  /** Why too little was seen to say that all is well, where that is so. */
  readonly missing?: string | undefined
  /** What was found right, for a history that is valid. */
  readonly right: string
  readonly stats?: Readonly<Record<string, number>>
  readonly lists?: Readonly<Record<string, readonly Value[]>>
}

const firstOfEachKind = (findings: readonly Finding[]): Finding[] => {
  const told = new Map<string, number>()
  return findings.filter((one) => {
    const before = told.get(one.kind) ?? 0
    told.set(one.kind, before + 1)
    return before < TOLD_OF_A_KIND
  })
}

/** With a capital letter and a full stop. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`

/** A finding makes a history invalid; without one it is valid only if enough was seen. */
export function conclude(evidence: Evidence): CheckResult {
  const { findings, missing } = evidence
  const [first] = findings
  const invalid = first !== undefined
  return {
    valid: invalid ? false : missing === undefined ? true : 'unknown',
    model: evidence.model,
    operations: evidence.operations.length,
    reason: sentence(first?.text ?? missing ?? evidence.right),
    findings: firstOfEachKind(findings).map((one) => ({ ...one, text: sentence(one.text) })),
    ...(first ? { counterexample: proof(first) } : {}),
    ...(evidence.stats ? { stats: evidence.stats } : {}),
    ...(evidence.lists ? { lists: evidence.lists } : {}),
  }
}

const proof = (finding: Finding): Operation[] =>
  [...new Set(finding.operations)].sort((a, b) => a.call - b.call)

const DIGITS = /^-?(0|[1-9]\d{0,14})$/

/** The value with texts of digits read as numbers, and the very value where there are none. */
function withNumbers(value: Value): Value {
  if (typeof value === 'string') return DIGITS.test(value) ? Number(value) : value
  if (Array.isArray(value)) {
    const read = value.map(withNumbers)
    return read.some((one, at) => one !== value[at]) ? read : value
  }
  if (!(value instanceof Map)) return value
  const read = [...value].map(([key, held]): [Value, Value] => [withNumbers(key), withNumbers(held)])
  const same = [...value].every(([key, held], at) => read[at]?.[0] === key && read[at]?.[1] === held)
  return same ? value : new Map(read)
}

function numbersOf(operations: readonly Operation[]): Operation[] | undefined {
  let changed = false
  const read = operations.map((one) => {
    const input = withNumbers(one.input)
    const output = withNumbers(one.output)
    if (input === one.input && output === one.output) return one
    changed = true
    return { ...one, input, output }
  })
  return changed ? read : undefined
}

const HINT =
  'A text of digits is not a number ("4" is not 4): read as numbers, this history would be valid. Check how the program decodes JSON.'

/**
 * The checker as others see it: it sees client operations alone, and where a violation would vanish if texts of
 * digits were numbers, it says so. That is the commonest reason for a puzzling "can't read 4 from 4".
 */
export function forClients(check: Checker): Checker {
  return (operations: readonly Operation[], options?: CheckOptions) => {
    const clients = clientOperations(operations)
    const result = check(clients, options)
    if (result.valid !== false) return inAll(result, clients, operations)
    const read = numbersOf(clients)
    if (!read || check(read, options).valid === false) return result
    const reason = `${result.reason} ${HINT}`
    const findings = result.findings.map((one) =>
      one.text === result.reason ? { ...one, text: reason } : one,
    )
    return { ...result, reason, findings }
  }
}

/** The verdict on some operations as one on all: a witness names positions in the whole history. */
export function inAll(
  result: CheckResult,
  clients: readonly Operation[],
  all: readonly Operation[],
): CheckResult {
  if (!result.witness || clients.length === all.length) return result
  const position = new Map(all.map((one, at) => [one, at]))
  return { ...result, witness: result.witness.map((at) => position.get(clients[at] as Operation) ?? at) }
}

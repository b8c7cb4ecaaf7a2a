import type { CheckResult, Finding } from '../../../checkers/verdict.ts'
import type { Operation, Value } from '../../../history/operation.ts'
import { isList, showValue } from '../../../history/value-key.ts'
import type { Workload } from '../workloads/workload.ts'

/** The operations that a failure is told by. */
export interface Proof {
  /** Those between which the contradiction lies, in order of their answers. */
  readonly focus: readonly Operation[]
  /** What else its proof needs, and the focus, in order of their answers. */
  readonly shown: readonly Operation[]
  /** `lost`, `not-linearizable`, `G1a`. */
  readonly kind: string
  /** A read told what was certainly overwritten before it began. */
  readonly isStale: boolean
  readonly element?: Value
}

/** A story has so many operations at most. */
const MOST_SHOWN = 6
const MOST_FOCUS = 4

/** Undefined when nothing was found wrong. */
export function proofOf(
  result: CheckResult,
  operations: readonly Operation[],
  workload: Workload,
): Proof | undefined {
  const [finding] = result.findings
  if (result.valid !== false || finding === undefined) return undefined
  const all = inOrder([...finding.operations, ...(result.counterexample ?? [])])
  const blocked = finding.operations[0]
  const before =
    finding.kind === 'not-linearizable' && blocked !== undefined
      ? overwriting(blocked, all, operations, workload)
      : undefined
  const isStale = before !== undefined
  const added = finding.operations.find(({ f }) => f === 'add' || f === 'broadcast')
  const focus = isStale ? [before, blocked as Operation] : focusOf(finding, added).slice(0, MOST_FOCUS)
  const rest = all.filter((one) => !focus.includes(one)).slice(-Math.max(0, MOST_SHOWN - focus.length))
  const element = added?.input ?? result.lists?.[finding.kind]?.[0]
  return {
    focus,
    shown: inOrder([...focus, ...rest]),
    kind: finding.kind,
    isStale,
    ...(element === undefined ? {} : { element }),
  }
}

/** Of an element that was added and is missed, the reads that have it show nothing wrong. */
function focusOf({ kind, operations }: Finding, added: Operation | undefined): Operation[] {
  const isMissed = added !== undefined && (kind === 'lost' || kind === 'stale')
  const sought = added === undefined ? '' : showValue(added.input)
  const has = ({ output }: Operation) => isList(output) && output.some((one) => showValue(one) === sought)
  return inOrder(isMissed ? operations.filter((one) => one === added || !has(one)) : operations)
}

const endOf = (one: Operation) => (one.return === Number.POSITIVE_INFINITY ? one.call : one.return)

function inOrder(operations: readonly Operation[]): Operation[] {
  return [...new Set(operations)].sort((a, b) => endOf(a) - endOf(b))
}

/**
 * The write that makes a read of a register stale: acknowledged before the read began, of another value, and begun
 * after all that could have written what was read had ended. Undefined unless all of this is certain.
 */
function overwriting(
  read: Operation,
  proof: readonly Operation[],
  operations: readonly Operation[],
  { keyed = false, model }: Workload,
): Operation | undefined {
  if (read.f !== 'read' || read.outcome !== 'ok' || !model.endsWith('register')) return undefined
  const keyOf = (one: Operation) => (keyed && isList(one.input) ? showValue(one.input[0] ?? null) : '')
  const told = showValue(keyed && isList(read.output) ? (read.output[1] ?? null) : read.output)
  const same = operations.filter((one) => keyOf(one) === keyOf(read) && one.outcome !== 'fail')
  const writers = same.filter((one) => one.call < read.return && written(one, keyed) === told)
  const writersEnd = Math.max(-1, ...writers.map((one) => one.return))
  const isProof = (one: Operation) =>
    one.outcome === 'ok' &&
    written(one, keyed) !== undefined &&
    written(one, keyed) !== told &&
    one.call > writersEnd &&
    one.return < read.call
  return proof.filter(isProof).at(-1)
}

/** What a write or a compare-and-set leaves behind. */
function written({ f, input, output }: Operation, keyed: boolean): string | undefined {
  const value = keyed && isList(input) ? (input[1] ?? null) : input
  if (f === 'write') return showValue(value)
  if (f !== 'cas' || output === false || !isList(value)) return undefined
  return showValue(value[1] ?? null)
}

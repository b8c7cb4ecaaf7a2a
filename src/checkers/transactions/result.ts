import type { Operation } from '../../history/operation.ts'
import type { CheckResult, Finding } from '../verdict.ts'
import { type AnomalyKind, KINDS, meaningOf, modelsRuledOutBy } from './anomalies.ts'
import { boundaryOf, impliedBy } from './consistency.ts'
import type { Case, Report } from './report.ts'
import { nameTransactions } from './show.ts'
import { OK, type Transactions } from './transactions.ts'

/** What a check of transactions says beyond other checks. */
export interface TransactionResult extends CheckResult {
  /** The consistency model the history was held to. */
  readonly consistency: string
  /** Kinds of anomalies found, the worst first. */
  readonly anomalies: readonly AnomalyKind[]
  /** The weakest models that cannot hold, and the stronger ones, which cannot either: as Elle tells them. */
  readonly not: readonly string[]
  readonly alsoNot: readonly string[]
  /** The strongest model that nothing found rules out. */
  readonly strongest: string | undefined
}

export interface Judged {
  readonly all: Transactions
  readonly consistency: string
  readonly report: Report
  /** Dependencies of data between transactions that were found. */
  readonly dependencies: number
  readonly witness: ArrayLike<number> | undefined
  /** Searches that the budget ended. */
  readonly cut: number
}

const MOST_IN_COUNTEREXAMPLE = 64

/** The verdict from all that was found. */
export function resultOf(judged: Judged): TransactionResult {
  const { all, consistency, report, witness } = judged
  const anomalies = KINDS.filter((kind) => report.count.has(kind))
  const implied = impliedBy(consistency)
  const rulesOut = (kind: AnomalyKind) => modelsRuledOutBy(kind).some((model) => implied.has(model))
  const telling = (kind: AnomalyKind) => (rulesOut(kind) ? 0 : KINDS.length) + KINDS.indexOf(kind)
  const cases = [...report.cases].sort((a, b) => telling(a.kind) - telling(b.kind) || sizeOf(a) - sizeOf(b))
  const guilty = cases.filter(({ kind }) => rulesOut(kind))
  const unknown = guilty.length > 0 ? undefined : whyUnknown(judged)
  const boundary = boundaryOf(anomalies)
  return {
    valid: guilty.length > 0 ? false : unknown === undefined ? true : 'unknown',
    model: all.workload,
    operations: all.operations.length,
    reason: reasonOf(judged, guilty[0], unknown, boundary.strongest),
    findings: cases.map((one) => finding(all, one)),
    ...(guilty[0] === undefined ? {} : { counterexample: counterexample(all, guilty[0]) }),
    ...(witness ? { witness: Array.from(witness) } : {}),
    stats: statsOf(judged),
    consistency,
    anomalies,
    ...boundary,
  }
}

/** Reports answers that are not to what was asked; what they say that they read is no evidence. */
export function reportMalformed(all: Transactions, report: Report): void {
  for (const txn of all.malformed) {
    report.add('malformed', () => ({
      transactions: [txn],
      text: 'T1 was answered with other micro-operations than it asked',
    }))
  }
}

const sizeOf = ({ transactions }: Case) => transactions.length

function finding(all: Transactions, { kind, text, transactions }: Case): Finding {
  return {
    kind,
    text: `${text}. Here ${nameTransactions(all, transactions)}.`,
    operations: transactions.map((txn) => all.operations[txn] as Operation),
  }
}

/** The transactions that prove it, in the order of the history. */
function counterexample(all: Transactions, { transactions }: Case): Operation[] {
  return [...new Set(transactions)]
    .slice(0, MOST_IN_COUNTEREXAMPLE)
    .sort((a, b) => a - b)
    .map((txn) => all.operations[txn] as Operation)
}

/** Why a history in which nothing is wrong proves nothing, where that is so. */
function whyUnknown({ all, dependencies }: Judged): string | undefined {
  if (all.duplicate) {
    const { txn, other } = all.duplicate
    return `two transactions write one and the same value to a key, so that a read does not tell whose it saw: ${nameTransactions(all, [other, txn])}`
  }
  if (!all.outcome.includes(OK)) return 'no transaction is known to have committed'
  if (all.readValue.length === 0) return 'no transaction that committed has read anything'
  return dependencies === 0 ? 'no transaction read what another wrote, or was about to write' : undefined
}

function reasonOf(
  { all, consistency, cut }: Judged,
  worst: Case | undefined,
  unknown: string | undefined,
  strongest: string | undefined,
): string {
  if (worst) {
    const still = strongest === undefined ? 'no consistency model' : `${strongest} at most`
    return `not ${consistency}: ${worst.kind} (${meaningOf(worst.kind)}). ${finding(all, worst).text} The history fits ${still}.`
  }
  if (unknown !== undefined) return `nothing to judge by: ${unknown}`
  const stronger =
    strongest === consistency ? '' : `; the strongest model that nothing rules out is ${strongest}`
  const incomplete = cut === 0 ? '' : `; ${cut} searches for shortest cycles ended with their budget`
  return `nothing found that rules out ${consistency}${stronger}${incomplete}`
}

function statsOf({ all, report, dependencies, cut }: Judged): Record<string, number> {
  const outcomes = [0, 0, 0]
  for (const outcome of all.outcome) outcomes[outcome] = (outcomes[outcome] as number) + 1
  return {
    'ok-count': outcomes[0] as number,
    'info-count': outcomes[1] as number,
    'fail-count': outcomes[2] as number,
    'key-count': all.keys.values.length,
    'write-count': all.writeTxn.length,
    'read-count': all.readValue.length,
    'dependency-count': dependencies,
    ...(cut === 0 ? {} : { 'searches-cut': cut }),
    ...Object.fromEntries([...report.count].map(([kind, count]) => [`${kind}-count`, count])),
  }
}

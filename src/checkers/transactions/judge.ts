import type { Operation } from '../../history/operation.ts'
import type { Checker, CheckOptions } from '../registry.ts'
import { consistencyModel } from './consistency.ts'
import { type CycleQuestion, checkCycles } from './cycles.ts'
import { withDigitsHint } from './digits.ts'
import { Report } from './report.ts'
import { reportMalformed, resultOf, type TransactionResult } from './result.ts'
import { readTransactions, type Transactions, type Workload } from './transactions.ts'

/** What the reads of a history show of the order of its transactions. */
export interface Shown extends Omit<CycleQuestion, 'all' | 'budget'> {
  /** Whether transactions in this order, one after the other, read what they read. */
  readonly explains: (order: ArrayLike<number>) => boolean
}

/** What is particular to a workload. */
export interface Law {
  readonly workload: Workload
  /** Reports where a transaction disagrees with itself. */
  readonly checkInternal: (all: Transactions, report: Report) => void
  /** Reports what reads show to be wrong by themselves, and gives what else they show. */
  readonly checkReads: (all: Transactions, report: Report) => Shown
}

export interface TransactionChecker extends Checker {
  (operations: readonly Operation[], options?: CheckOptions): TransactionResult
}

/** The checker of a workload: reads by themselves, then cycles in what they show (Adya, "Weak Consistency", 1999). */
export function judgeBy(law: Law): TransactionChecker {
  return (operations, options = {}) =>
    withDigitsHint((all, asked) => judge(law, all, asked), operations, options)
}

function judge(law: Law, operations: readonly Operation[], options: CheckOptions): TransactionResult {
  const consistency = consistencyModel(options.consistency ?? 'strict-serializable')
  const all = readTransactions(operations, law.workload)
  const report = new Report()
  reportMalformed(all, report)
  law.checkInternal(all, report)
  if (all.duplicate) {
    return resultOf({ all, consistency, report, dependencies: 0, witness: undefined, cut: 0 })
  }
  const { explains, ...shown } = law.checkReads(all, report)
  const { dependencies, cut, order } = checkCycles({ ...shown, all, budget: options.budget }, report)
  const isWitness = report.count.size === 0 && options.witness && order && explains(order)
  return resultOf({ all, consistency, report, dependencies, witness: isWitness ? order : undefined, cut })
}

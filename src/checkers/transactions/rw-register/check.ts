import type { Operation } from '../../../history/operation.ts'
import type { CheckOptions } from '../../registry.ts'
import { consistencyModel } from '../consistency.ts'
import { checkCycles } from '../cycles.ts'
import { withDigitsHint } from '../digits.ts'
import { Report } from '../report.ts'
import { reportMalformed, resultOf, type TransactionResult } from '../result.ts'
import { readTransactions, type Transactions } from '../transactions.ts'
import { linkRegisters } from './dependencies.ts'
import { explainRegisterStep } from './explain.ts'
import { checkRegisterInternal, checkRegisterReads } from './reads.ts'
import { INITIAL, type Versions, versionsOf } from './versions.ts'

/**
 * Judges transactions that write unique values to registers, initially nil, and read them, after Elle (Kingsbury and
 * Alvaro, VLDB 2020, section 5). A read tells which write it saw, but not which writes came before that; little of the
 * order of versions can be inferred.
 *
 * Sound: what it calls an anomaly is one. Not complete: a history in which it finds nothing need have no serial order.
 * Where it does give one as witness, that order was tried and explains every read. Linear in micro-operations.
 */
export function checkRwRegister(
  operations: readonly Operation[],
  options: CheckOptions = {},
): TransactionResult {
  return withDigitsHint(judge, operations, options)
}

function judge(operations: readonly Operation[], options: CheckOptions): TransactionResult {
  const consistency = consistencyModel(options.consistency ?? 'strict-serializable')
  const all = readTransactions(operations, 'rw-register')
  const report = new Report()
  reportMalformed(all, report)
  checkRegisterInternal(all, report)
  if (all.duplicate) {
    return resultOf({ all, consistency, report, dependencies: 0, witness: undefined, cut: 0 })
  }
  const versions = versionsOf(all)
  checkRegisterReads(all, versions, report)
  const { dependencies, cut, order } = checkCycles(
    {
      all,
      committed: versions.committed,
      budget: options.budget,
      link: (builder) => linkRegisters(builder, all, versions),
      explainStep: (step, a, b) => explainRegisterStep(all, versions, step, a, b),
      witnessesOf: () => [],
    },
    report,
  )
  const witness =
    report.count.size === 0 && options.witness && order && explains(all, versions, order) ? order : undefined
  return resultOf({ all, consistency, report, dependencies, witness, cut })
}

/** Whether transactions in this order, one after the other, read what they read. */
function explains(all: Transactions, { seen }: Versions, order: ArrayLike<number>): boolean {
  const current = new Int32Array(all.keys.values.length).fill(INITIAL)
  for (let next = 0; next < order.length; next += 1) {
    const txn = order[next] as number
    for (let at = all.start[txn] as number; at < (all.start[txn + 1] as number); at += 1) {
      const micro = all.micro.get(at)
      const key = all.microKey.get(at)
      if (micro >= 0) current[key] = micro
      else if (current[key] !== seen[~micro]) return false
    }
  }
  return true
}

import type { Operation } from '../../../history/operation.ts'
import type { CheckOptions } from '../../registry.ts'
import { consistencyModel } from '../consistency.ts'
import { checkCycles } from '../cycles.ts'
import { withDigitsHint } from '../digits.ts'
import { Report } from '../report.ts'
import { reportMalformed, resultOf, type TransactionResult } from '../result.ts'
import { readTransactions } from '../transactions.ts'
import { linkDependencies } from './dependencies.ts'
import { explainAppendStep, witnessesOf } from './explain.ts'
import { appendOrderOf } from './order.ts'
import { checkInternal, checkReads } from './reads.ts'

/**
 * Judges transactions that append unique elements to lists and read them, after Elle (Kingsbury and Alvaro, VLDB
 * 2020). The lists that were read show in which order appends took effect; from that order follows which transaction
 * came before which (Adya, "Weak Consistency", 1999), and a cycle in that, or a read that no order explains, rules
 * consistency models out.
 *
 * Sound: what it calls an anomaly is one. For serializability and strict serializability also complete: where it finds
 * nothing, it gives an order that explains every read. Time and memory are linear in micro-operations and the elements
 * of the lists read.
 */
export function checkListAppend(
  operations: readonly Operation[],
  options: CheckOptions = {},
): TransactionResult {
  return withDigitsHint(judge, operations, options)
}

function judge(operations: readonly Operation[], options: CheckOptions): TransactionResult {
  const consistency = consistencyModel(options.consistency ?? 'strict-serializable')
  const all = readTransactions(operations, 'list-append')
  const report = new Report()
  reportMalformed(all, report)
  checkInternal(all, report)
  if (all.duplicate)
    return resultOf({ all, consistency, report, dependencies: 0, witness: undefined, cut: 0 })
  const order = appendOrderOf(all)
  checkReads(all, order, report)
  const cycles = checkCycles(
    {
      all,
      committed: order.committed,
      budget: options.budget,
      link: (builder) => linkDependencies(builder, all, order),
      explainStep: (step, a, b) => explainAppendStep(all, order, step, a, b),
      witnessesOf: (cycle) => witnessesOf(all, order, cycle),
    },
    report,
  )
  const { dependencies, cut } = cycles
  const witness = report.count.size === 0 && options.witness ? cycles.order : undefined
  return resultOf({ all, consistency, report, dependencies, witness, cut })
}

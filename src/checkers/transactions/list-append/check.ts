import { judgeBy } from '../judge.ts'
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
export const checkListAppend = judgeBy({
  workload: 'list-append',
  checkInternal,
  checkReads(all, report) {
    const order = appendOrderOf(all)
    checkReads(all, order, report)
    return {
      committed: order.committed,
      link: (builder) => linkDependencies(builder, all, order),
      explainStep: (step, a, b) => explainAppendStep(all, order, step, a, b),
      witnessesOf: (cycle) => witnessesOf(all, order, cycle),
      explains: () => true,
    }
  },
})

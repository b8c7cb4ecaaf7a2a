import { judgeBy } from '../judge.ts'
import type { Transactions } from '../transactions.ts'
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
export const checkRwRegister = judgeBy({
  workload: 'rw-register',
  checkInternal: checkRegisterInternal,
  checkReads(all, report) {
    const versions = versionsOf(all)
    checkRegisterReads(all, versions, report)
    return {
      committed: versions.committed,
      link: (builder) => linkRegisters(builder, all, versions),
      explainStep: (step, a, b) => explainRegisterStep(all, versions, step, a, b),
      witnessesOf: () => [],
      explains: (order) => explains(all, versions, order),
    }
  },
})

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

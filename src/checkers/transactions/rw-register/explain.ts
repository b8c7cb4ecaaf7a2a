import type { Value } from '../../../history/operation.ts'
import type { Step } from '../cycle.ts'
import { WR } from '../graph.ts'
import { updatesOf } from '../lost-updates.ts'
import { nameWrite, showValue } from '../show.ts'
import { readsOf, type Transactions, writtenValue } from '../transactions.ts'
import type { Versions } from './versions.ts'

/** Why a step of data holds: `T1 read x as 1, and T2 read that too and wrote 2 over it`. */
export function explainRegisterStep(
  all: Transactions,
  { seen }: Versions,
  { from, to, relation, proof }: Step,
  a: string,
  b: string,
): string {
  const { name, value } = nameWrite(all, proof)
  if (relation === WR) return `${b} read ${name} as ${value}, which ${a} wrote`
  const update = updatesOf(all, to).find(({ write }) => write === proof)
  const version = update === undefined ? undefined : (seen[update.read] as number)
  if (version !== undefined && version >= 0 && readsOf(all, from).some((read) => seen[read] === version)) {
    const old = showValue(writtenValue(all, version))
    return `${a} read ${name} as ${old}, over which ${b}, which had read it as well, wrote ${value}`
  }
  return `${a} read ${name} as ${showValue(null as Value)}, as it was before ${b} wrote ${value}`
}

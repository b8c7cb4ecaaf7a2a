import { gCounter, pnCounter } from './counters.ts'
import { echo } from './echo.ts'
import { linKv } from './lin-kv.ts'
import { broadcast, gSet } from './sets.ts'
import { txnListAppend, txnRwRegister } from './transactions.ts'
import { uniqueIds } from './unique-ids.ts'
import type { Workload } from './workload.ts'

/** In the order of Maelstrom's guide. */
export const WORKLOADS: readonly Workload[] = [
  echo,
  uniqueIds,
  broadcast,
  gSet,
  gCounter,
  pnCounter,
  linKv,
  txnListAppend,
  txnRwRegister,
]

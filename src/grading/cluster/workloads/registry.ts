import { causalBroadcast, totalOrderBroadcast } from './broadcast-orders.ts'
import { gCounter, pnCounter } from './counters.ts'
import { crdtSequence } from './crdt-sequence.ts'
import { echo } from './echo.ts'
import { kafka } from './kafka.ts'
import { leaderElection } from './leader-election.ts'
import { linKv } from './lin-kv.ts'
import { linKvMembers } from './lin-kv-members.ts'
import { lock } from './lock.ts'
import { membership } from './membership.ts'
import { primaryBackup, quorumStore } from './registers.ts'
import { broadcast, gSet } from './sets.ts'
import { txnListAppend, txnRwRegister } from './transactions.ts'
import { twoPhaseCommit } from './two-phase-commit.ts'
import { uniqueIds } from './unique-ids.ts'
import type { Workload } from './workload.ts'

/** Those of Maelstrom in the order of its guide, then ours. */
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
  kafka,
  causalBroadcast,
  totalOrderBroadcast,
  membership,
  leaderElection,
  linKvMembers,
  lock,
  primaryBackup,
  quorumStore,
  twoPhaseCommit,
  crdtSequence,
]

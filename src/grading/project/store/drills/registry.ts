import type { Drill } from '../../drills/drill.ts'
import type { StoreBed } from '../store-bed.ts'
import { livesAlone } from './health.ts'
import { keptWhenKilled, keptWhenOneIsLost, readsBack } from './keeping.ts'
import { deposedLeader } from './leader.ts'
import { fewKeysMove } from './placement.ts'
import { goesOnWithoutOne, majorityNeeded } from './quorum.ts'
import { oneRegister } from './register.ts'

/** All drills of a store, in the order in which they are held. */
export const STORE_DRILLS: readonly Drill<StoreBed>[] = [
  readsBack,
  keptWhenKilled,
  keptWhenOneIsLost,
  goesOnWithoutOne,
  majorityNeeded,
  oneRegister,
  deposedLeader,
  fewKeysMove,
  livesAlone,
]

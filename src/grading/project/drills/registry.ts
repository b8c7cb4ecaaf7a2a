import type { Drill } from './drill.ts'
import { deadLetters, outboxDrains } from './messages.ts'
import { drainsFirst, healthIsCheap } from './operations.ts'
import { noDoubleCharge, ordersSurvive, worksWhenWell } from './orders.ts'
import { endsInOrder, listsAll, replaysToTheSame, sameRequestOnce, tellsItsHealth } from './requests.ts'
import { breakerOpens, bulkheadHolds, limitsRate, retries } from './resilience.ts'
import { compensates, sagaSurvives } from './saga.ts'

/** All drills of a project that takes orders, in the order in which they are held. */
export const DRILLS: readonly Drill[] = [
  worksWhenWell,
  noDoubleCharge,
  ordersSurvive,
  compensates,
  sagaSurvives,
  outboxDrains,
  deadLetters,
  sameRequestOnce,
  listsAll,
  replaysToTheSame,
  breakerOpens,
  retries,
  bulkheadHolds,
  limitsRate,
  tellsItsHealth,
  healthIsCheap,
  endsInOrder,
  drainsFirst,
]

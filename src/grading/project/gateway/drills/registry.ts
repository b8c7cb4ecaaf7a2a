import type { Drill } from '../../drills/drill.ts'
import type { GatewayBed } from '../gateway-bed.ts'
import { deadlineShrinks } from './deadline.ts'
import { instanceLeaves } from './discovery.ts'
import { limitsEachClient } from './limits.ts'
import { breakerOpens, bulkheadHolds } from './load.ts'
import {
  finishesRequests,
  gatewayDrains,
  gatewayHealthIsCheap,
  gatewayLives,
  traceGoesOn,
} from './operations.ts'
import { deadUpstream, hungUpstream } from './outage.ts'
import { postsOnce, retriesReads } from './repeating.ts'
import { headersEnd, passesThrough } from './routing.ts'
import { asksWho } from './tokens.ts'

/** All drills of a gateway, in the order in which they are held. */
export const GATEWAY_DRILLS: readonly Drill<GatewayBed>[] = [
  passesThrough,
  headersEnd,
  deadUpstream,
  hungUpstream,
  asksWho,
  postsOnce,
  retriesReads,
  breakerOpens,
  bulkheadHolds,
  limitsEachClient,
  deadlineShrinks,
  instanceLeaves,
  traceGoesOn,
  gatewayLives,
  gatewayHealthIsCheap,
  finishesRequests,
  gatewayDrains,
]

import type { Drill } from '../../drills/drill.ts'
import type { GatewayBed } from '../gateway-bed.ts'
import { breakerOpens, bulkheadHolds } from './load.ts'
import { deadUpstream, hungUpstream } from './outage.ts'
import { postsOnce, retriesReads } from './repeating.ts'
import { headersEnd, passesThrough } from './routing.ts'

/** All drills of a gateway, in the order in which they are held. */
export const GATEWAY_DRILLS: readonly Drill<GatewayBed>[] = [
  passesThrough,
  headersEnd,
  deadUpstream,
  hungUpstream,
  postsOnce,
  retriesReads,
  breakerOpens,
  bulkheadHolds,
]

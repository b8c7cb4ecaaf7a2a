import type { ClusterFault } from './faults/fault.ts'

/** What is done in a run in place of what its seed would draw. Without it a run is the seed's own. */
export interface Plan {
  readonly faults?: readonly ClusterFault[]
  /** Turns of the clients, from 0, in which nothing is asked. */
  readonly skip?: ReadonlySet<number>
}

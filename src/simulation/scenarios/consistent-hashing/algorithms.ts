import { BoundedLoads } from './bounded-loads.ts'
import { JumpHash } from './jump.ts'
import type { Mistake } from './mutants.ts'
import type { Placement, PlacementSettings } from './placement.ts'
import { Rings } from './ring.ts'

/** All servers of a run share it: each membership is worked out once. */
export function placementOf(settings: PlacementSettings, mistake?: Mistake): Placement {
  switch (settings.algorithm) {
    case 'ring':
      return new Rings(settings.virtualNodes, mistake)
    case 'jump':
      return new JumpHash(mistake)
    case 'bounded':
      return new BoundedLoads(settings, mistake)
  }
}

import type { ClusterRun } from '../cluster-run.ts'
import type { ClusterFault } from '../faults/fault.ts'

const US_PER_MS = 1000

/** A fault on the clock of the whole run, by which operations and messages are told too. */
export interface FaultSpan {
  readonly fault: ClusterFault
  readonly fromUs: number
  readonly toUs: number
}

export function faultSpans({ strikes, loadFromUs }: Pick<ClusterRun, 'strikes' | 'loadFromUs'>): FaultSpan[] {
  return strikes.map(({ fault }) => ({
    fault,
    fromUs: loadFromUs + fault.fromMs * US_PER_MS,
    toUs: loadFromUs + fault.toMs * US_PER_MS,
  }))
}

/** Fault without times: `partition n1 | n0 n2`, `n2 was killed`. */
export function faultName(fault: ClusterFault): string {
  if (fault.kind === 'partition') return `partition ${fault.shape}`
  const who = fault.nodes.join(', ')
  const was = fault.nodes.length === 1 ? 'was' : 'were'
  if (fault.kind === 'kill') return `${who} ${was} killed`
  if (fault.kind === 'pause') return `${who} stood still`
  return `${who} ${was} ${fault.times} times slower`
}

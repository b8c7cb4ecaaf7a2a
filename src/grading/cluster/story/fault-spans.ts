import type { ClusterRun } from '../cluster-run.ts'
import type { ClusterFault } from '../faults/fault.ts'
import { ISOLATE } from '../workloads/isolation.ts'

const US_PER_MS = 1000

/** A fault on the clock of the whole run, by which operations and messages are told too. */
export interface FaultSpan {
  readonly fault: ClusterFault
  readonly fromUs: number
  /** Infinite of what is never over. */
  readonly toUs: number
}

export function faultSpans(run: Pick<ClusterRun, 'strikes' | 'loadFromUs' | 'events'>): FaultSpan[] {
  const drawn = run.strikes.map(({ fault }) => ({
    fault,
    fromUs: run.loadFromUs + fault.fromMs * US_PER_MS,
    toUs: run.loadFromUs + fault.toMs * US_PER_MS,
  }))
  return [...drawn, ...isolations(run.events)]
}

/** A workload may cut a node off by itself, to the end of the run. */
function isolations(events: ClusterRun['events']): FaultSpan[] {
  return events.flatMap(({ type, f, value, timeNs = 0 }): FaultSpan[] => {
    if (type !== 'ok' || f !== ISOLATE || !(value instanceof Map)) return []
    const shape = `${[value.get('node')].flat().join(' ')} | all others`
    const fault = { kind: 'partition', cuts: [], shape, fromMs: 0, toMs: 0 } as const
    return [{ fault, fromUs: timeNs / 1000, toUs: Number.POSITIVE_INFINITY }]
  })
}

/** That it is over. */
export function faultEnd(fault: ClusterFault): string {
  if (fault.kind === 'partition') return `partition ${fault.shape} is over`
  const who = fault.nodes.join(', ')
  const isOne = fault.nodes.length === 1
  if (fault.kind === 'kill') return `${who} ${isOne ? 'was' : 'were'} started again`
  return fault.kind === 'pause' ? `${who} went on` : `${who} ${isOne ? 'is' : 'are'} no longer slow`
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

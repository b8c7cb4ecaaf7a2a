import type { Cluster, Setup } from './cluster.ts'

/** Of fewer operations it would be no wonder if each were refused with good reason. */
const ENOUGH = 5

/** From the end of the faults until an operation that began after it succeeds; NaN if none does. */
export function recovery({ operations, healUs }: Cluster): number {
  const first = operations.reduce(
    (earliest, { invokedUs, completedUs, outcome }) =>
      outcome === 'ok' && invokedUs >= healUs ? Math.min(earliest, completedUs) : earliest,
    Number.POSITIVE_INFINITY,
  )
  return Number.isFinite(first) ? first - healUs : Number.NaN
}

/**
 * The liveness phase: once the faults are over, and the time is over that the model claims to need,
 * no operation may stay without an answer, and some must succeed.
 */
export function watchRecovery(cluster: Cluster, { recoversWithinUs }: Setup): void {
  if (recoversWithinUs === undefined || cluster.workload === undefined) return
  const { timeoutUs } = cluster.workload
  const fromUs = cluster.healUs + recoversWithinUs
  const judged = cluster.operations.filter(
    ({ invokedUs }) => invokedUs >= fromUs && invokedUs + timeoutUs <= cluster.nowUs,
  )
  const stuck = judged.find(({ outcome }) => outcome === 'unknown')
  if (stuck !== undefined) {
    const late = ((stuck.invokedUs - cluster.healUs) / 1e6).toFixed(1)
    cluster.violated(
      'recovers',
      `operation ${stuck.id} (${stuck.name}) began ${late} s after the last fault and got no answer`,
      [stuck.node],
    )
  } else if (judged.length >= ENOUGH && !judged.some(({ outcome }) => outcome === 'ok')) {
    cluster.violated('recovers', `none of ${judged.length} operations after the last fault succeeded`)
  }
}

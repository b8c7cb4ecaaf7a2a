import type { NodeRandom } from '../../kernel/cluster/model.ts'

export interface Phases {
  readonly durationUs: number
  readonly burstUs: number
  readonly slowUs: number
}

const SECOND_US = 1_000_000

/** Shares of the run: calm while the windows fill, then bursts, then slow links, then calm again. */
export const BURSTS_FROM = 0.2
export const SLOW_FROM = 0.3
export const CALM_FROM = 0.45
/** Faults of the seed are over by then. */
export const FAULTS_UNTIL = 0.5
/** Process 0 crashes for good. */
export const STOPS_AT = 5 / 6

/** How long a heartbeat is held back before it leaves: queues and busy links, seen from the receiver. */
export function heldBackUs(
  nowUs: number,
  { durationUs, burstUs, slowUs }: Phases,
  random: NodeRandom,
): number {
  const at = nowUs / durationUs
  if (at < BURSTS_FROM || at >= CALM_FROM) return 0
  if (at >= SLOW_FROM) return slowUs === 0 ? 0 : random.integer(2 * slowUs + 1)
  // Whatever is sent in the first part of a second leaves at its end.
  return Math.max(0, burstUs - (nowUs % SECOND_US))
}

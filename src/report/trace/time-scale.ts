import type { Trace } from '../../simulation/kernel/trace.ts'
import { messagesIn, type TraceWindow } from './window.ts'

export interface TimeScale {
  /** How far down a moment stands, from 0 to 1 of the whole height. */
  share(atUs: number): number
  /** Moments to be written beside the diagram. */
  readonly ticks: readonly number[]
}

const TICKS = 10
/** So many moments have one tick. */
const MOMENTS_A_TICK = 5

/** As long on paper as in time. */
export function byTime({ fromUs, toUs }: TraceWindow): TimeScale {
  return {
    share: (atUs) => (Math.min(Math.max(atUs, fromUs), toUs) - fromUs) / Math.max(1, toUs - fromUs),
    ticks: Array.from({ length: TICKS + 1 }, (_, tick) => fromUs + ((toUs - fromUs) * tick) / TICKS),
  }
}

/** Every moment at which something happened as far from the next: real clusters are idle for most of the time. */
export function byOrder(trace: Trace, window: TraceWindow): TimeScale {
  const { fromUs, toUs } = window
  const within = (atUs: number) => atUs >= fromUs && atUs <= toUs
  const told = trace.notes.map(({ atUs }) => atUs)
  const sent = messagesIn(trace, window).flatMap(({ sentUs, arrivesUs }) => [sentUs, arrivesUs])
  const moments = [...new Set([fromUs, ...told, ...sent, toUs].filter(within))].sort((a, b) => a - b)
  const last = Math.max(1, moments.length - 1)
  const share = (atUs: number) => {
    const after = indexAfter(moments, atUs)
    if (after === 0) return 0
    const [before, next] = [moments[after - 1] ?? toUs, moments[after]]
    const part = next === undefined ? 0 : (atUs - before) / Math.max(1, next - before)
    return Math.min(1, (after - 1 + part) / last)
  }
  return { share, ticks: moments.filter((_, at) => at % MOMENTS_A_TICK === 0) }
}

/** How many are not later. */
function indexAfter(moments: readonly number[], atUs: number): number {
  let [low, high] = [0, moments.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((moments[middle] ?? 0) <= atUs) low = middle + 1
    else high = middle
  }
  return low
}

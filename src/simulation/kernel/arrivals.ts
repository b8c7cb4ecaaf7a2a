import type { RandomStream } from '../../lib/prng.ts'

/** From the end of the stretch before it until `untilUs`, `ratePerS` arrive on average. */
export interface Stretch {
  readonly untilUs: number
  readonly ratePerS: number
}

/**
 * Ascending times of a Poisson process whose rate changes from stretch to stretch. The gaps are drawn
 * at rate one and stretched, so that another rate moves the arrivals but draws no other gaps.
 */
export function poissonTimes(stream: RandomStream, stretches: readonly Stretch[]): number[] {
  const times: number[] = []
  let fromUs = 0
  let gap = stream.exponential(0)
  for (const { untilUs, ratePerS } of stretches) {
    const perUs = ratePerS / 1e6
    let atUs = fromUs
    while (gap < (untilUs - atUs) * perUs) {
      atUs += gap / perUs
      times.push(Math.floor(atUs))
      gap = stream.exponential(times.length)
    }
    gap -= Math.max(0, (untilUs - atUs) * perUs)
    fromUs = Math.max(fromUs, untilUs)
  }
  return times
}

import { lnNormalTail } from '../../../lib/normal-tail.ts'
import { ln } from '../../../lib/portable-math.ts'

const LN_10 = ln(10)

/** What a window says of the time between heartbeats, in microseconds. */
export interface Estimate {
  readonly meanUs: number
  readonly deviationUs: number
}

/** Mean and deviation of the samples (Hayashibara et al. 2004, section 4.3). */
export function estimateOf(samples: readonly number[], minDeviationUs: number): Estimate {
  const count = samples.length
  let sum = 0
  for (let at = 0; at < count; at += 1) sum += samples[at] as number
  const meanUs = sum / count
  let squares = 0
  for (let at = 0; at < count; at += 1) {
    const difference = (samples[at] as number) - meanUs
    squares += difference * difference
  }
  return { meanUs, deviationUs: Math.max(minDeviationUs, Math.sqrt(squares / count)) }
}

/** With fewer than two samples: as expected, and a deviation of a quarter, as Akka begins. */
export function firstEstimate(heartbeatUs: number, minDeviationUs: number): Estimate {
  return { meanUs: heartbeatUs, deviationUs: Math.max(minDeviationUs, heartbeatUs / 4) }
}

/** The suspicion: minus the decimal logarithm of the chance that a heartbeat comes later than this. */
export function phi(silenceUs: number, { meanUs, deviationUs }: Estimate): number {
  return -lnNormalTail((silenceUs - meanUs) / deviationUs) / LN_10
}

/** ln of the chance at which phi reaches the threshold. */
export function lnChanceAt(threshold: number): number {
  return -threshold * LN_10
}

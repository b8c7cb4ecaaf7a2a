import type { RandomStream } from '../../../lib/prng.ts'

/** How long a message is under way, in microseconds; never less than `minUs`. */
export type Latency =
  | { readonly kind: 'fixed'; readonly minUs: number }
  | { readonly kind: 'uniform'; readonly minUs: number; readonly maxUs: number }
  /** `minUs` and an exponential beyond it, so that the mean is `meanUs`: most are quick, few are slow. */
  | { readonly kind: 'exponential'; readonly minUs: number; readonly meanUs: number }
  /** A bell around `meanUs`, cut off at `minUs`. */
  | { readonly kind: 'normal'; readonly minUs: number; readonly meanUs: number; readonly deviationUs: number }

/** Draw `n` of the stream as a whole number of microseconds. */
export function drawLatencyUs(latency: Latency, random: RandomStream, n: number): number {
  switch (latency.kind) {
    case 'fixed':
      return latency.minUs
    case 'uniform':
      return latency.minUs + Math.floor(random.uniform(n) * (above(latency.maxUs, latency.minUs) + 1))
    case 'exponential':
      return latency.minUs + Math.round(random.exponential(n) * above(latency.meanUs, latency.minUs))
    case 'normal':
      return Math.max(latency.minUs, Math.round(latency.meanUs + random.normal(n) * latency.deviationUs))
  }
}

/** Two parameters may contradict each other; the least latency then counts. */
function above(us: number, minUs: number): number {
  return us > minUs ? us - minUs : 0
}

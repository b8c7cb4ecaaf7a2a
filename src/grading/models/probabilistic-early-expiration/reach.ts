import type { Wrong } from './misconceptions.ts'

/**
 * How far before its expiry an entry is recomputed for this number drawn: `-delta * beta * ln(random)`, the
 * exponential draw of XFetch (Vattani, Chierichetti and Lowenstein 2015). A delta of 0 reaches nowhere.
 */
export function reachMs(deltaMs: number, beta: number, random: number, has: (id: Wrong) => boolean): number {
  if (deltaMs === 0 && random === 0 && has('zero-times-infinity')) return Number.POSITIVE_INFINITY
  if (deltaMs === 0 || has('never-early')) return 0
  const scale = deltaMs * (has('no-beta') ? 1 : has('divides-by-beta') ? 1 / beta : beta)
  if (has('draws-evenly')) return scale * random
  if (has('zero-is-skipped') && random === 0) return 0
  const drawn = has('complement') ? 1 - random : random
  const far = scale * -(has('base-ten') ? Math.log10(drawn) : Math.log(drawn))
  return has('wrong-sign') ? -far : far
}

import { Moments } from '../../lib/moments.ts'
import type { Interval } from '../../lib/statistics.ts'

/** A step between two neighbouring values of a parameter, with the change of a metric over it. */
export interface Step {
  /** The step is from value `index` to value `index + 1`. */
  readonly index: number
  /** The change, seed by seed: common random numbers cancel out what the seeds differ by. */
  readonly change: Interval
}

/** At least so many times as steep as the other steps are on average. */
const STEEPER = 2
/** Less than this share of what the metric was before is certain perhaps, but of no interest. */
const MATTERS = 0.1

/**
 * Where a metric tips over: the step with the steepest change (per unit of the parameter), if in its
 * paired 95 % interval over the seeds it is certainly a change, and certainly more than twice as
 * steep as the other steps on average, and at least a tenth of the value before. Undefined where a metric changes evenly, or not for sure.
 * `columns` holds the metric of every value of the parameter, the same seeds in the same order.
 */
export function tippingPoint(values: readonly number[], columns: readonly Float64Array[]): Step | undefined {
  const steps = values.length - 1
  if (steps < 2) return undefined
  const changes = Array.from({ length: steps }, (_, index) =>
    over(columns, (seed) => slope(values, columns, index, seed)),
  )
  const steepest = changes.reduce(
    (best, change, index) => (size(change) > size(changes[best]) ? index : best),
    0,
  )
  const found = changes[steepest]
  if (found === undefined || !(found.low > 0 || found.high < 0)) return undefined
  const direction = found.mean > 0 ? 1 : -1
  const lead = over(columns, (seed) => {
    let others = 0
    for (let index = 0; index < steps; index += 1) {
      if (index !== steepest) others += (direction * slope(values, columns, index, seed)) / (steps - 1)
    }
    return direction * slope(values, columns, steepest, seed) - STEEPER * Math.abs(others)
  })
  if (!(lead.low > 0)) return undefined
  const change = over(columns, (seed) => difference(columns, steepest, seed))
  const before = over(columns, (seed) => columns[steepest]?.[seed] ?? Number.NaN)
  return size(change) >= MATTERS * size(before) ? { index: steepest, change } : undefined
}

/** The interval of something over all seeds. */
function over(columns: readonly Float64Array[], of: (seed: number) => number): Interval {
  const moments = new Moments()
  const seeds = columns[0]?.length ?? 0
  for (let seed = 0; seed < seeds; seed += 1) moments.add(of(seed))
  return moments.interval()
}

function slope(
  values: readonly number[],
  columns: readonly Float64Array[],
  index: number,
  seed: number,
): number {
  return difference(columns, index, seed) / ((values[index + 1] ?? 0) - (values[index] ?? 0))
}

function difference(columns: readonly Float64Array[], index: number, seed: number): number {
  return (columns[index + 1]?.[seed] ?? Number.NaN) - (columns[index]?.[seed] ?? Number.NaN)
}

function size(change: Interval | undefined): number {
  return change === undefined || Number.isNaN(change.mean) ? 0 : Math.abs(change.mean)
}

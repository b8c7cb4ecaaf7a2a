import type { Metric, Series } from '../../kernel/scenario.ts'
import { metricsOfAll } from '../../kernel/side-by-side.ts'
import type { Pipeline } from './pipeline.ts'
import { variants } from './strategies.ts'

const ofOne = [
  { id: 'delivered', unit: 'per_s', description: 'items that come out while the producer works' },
  { id: 'p50', unit: 'ms', description: 'median time from making an item to delivering it' },
  { id: 'p99', unit: 'ms', description: 'time that 99 % of the delivered items do not exceed' },
  { id: 'buffered_peak', unit: 'count', description: 'most items in all buffers at once' },
  { id: 'dropped', unit: 'ratio', description: 'share of the items that were dropped' },
  {
    id: 'wasted',
    unit: 'ratio',
    description: 'share of the work of all stages that went into dropped items',
  },
  { id: 'held_up', unit: 'ratio', description: 'share of its time that the producer was held up' },
] as const satisfies readonly Metric[]

export const metrics = metricsOfAll(variants, ofOne)

export function measure({ measurement, world }: Pipeline, durationUs: number): Record<string, number> {
  const { made, dropped, stay, workUs, wastedUs, heldUp } = measurement
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    delivered: measurement.deliveredPerS(),
    p50: stay.quantile(0.5) / 1000,
    p99: stay.quantile(0.99) / 1000,
    buffered_peak: measurement.peak,
    dropped: share(dropped, made),
    wasted: share(wastedUs, workUs),
    held_up: share(heldUp.areaAt(world.nowUs), Math.max(durationUs, world.nowUs)),
  }
}

export function seriesOf({ measurement }: Pipeline): Series[] {
  const { deliveredPerBucket, staySums, mostBuffered } = measurement
  const bucketUs = mostBuffered.widthUs
  const meanMs = staySums.dividedBy(deliveredPerBucket, 0).map((us) => us / 1000)
  return [
    {
      id: 'buffered',
      title: 'most items in buffers',
      unit: 'count',
      bucketUs,
      values: [...mostBuffered.values],
    },
    { id: 'stay', title: 'mean time to deliver', unit: 'ms', bucketUs, values: meanMs },
  ]
}

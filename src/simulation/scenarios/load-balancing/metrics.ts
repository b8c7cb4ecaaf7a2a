import type { Metric, Series } from '../../kernel/scenario.ts'
import { metricsOfAll } from '../../kernel/side-by-side.ts'
import { variants } from './policies.ts'
import type { Pool } from './pool.ts'

const ofOne = [
  { id: 'p50', unit: 'ms', description: 'median latency of served requests' },
  { id: 'p99', unit: 'ms', description: 'latency that 99 % of the served requests do not exceed' },
  { id: 'mean', unit: 'ms', description: 'mean latency of served requests' },
  { id: 'failed', unit: 'ratio', description: 'share of the requests that failed' },
  {
    id: 'busiest_share',
    unit: 'ratio',
    description: 'share of the requests that went to the server that got most',
  },
  {
    id: 'peak_to_mean',
    unit: 'count',
    description: 'the longest queue in terms of the mean one, as arriving requests find them',
  },
  { id: 'longest_queue', unit: 'count', description: 'most requests at one server at once' },
  {
    id: 'strayed',
    unit: 'ratio',
    description: 'share of the requests that went to another server than the last for the same key',
  },
  {
    id: 'keys_moved',
    unit: 'ratio',
    description:
      'share of the keys that moved, the mean over changes of the servers; only hashing gives keys a place',
  },
] as const satisfies readonly Metric[]

export const metrics = metricsOfAll(variants, ofOne)

export function measure({ measurement, monitor }: Pool, keys: number): Record<string, number> {
  const { latency, arrivals, failures, dispatched, followers, strayed } = measurement
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  const sent = dispatched.reduce((sum, count) => sum + count, 0)
  const { moved, changes } = monitor.keyMoves
  return {
    p50: latency.quantile(0.5) / 1000,
    p99: latency.quantile(0.99) / 1000,
    mean: latency.mean() / 1000,
    failed: share(failures, arrivals),
    busiest_share: share(Math.max(...dispatched), sent),
    peak_to_mean: measurement.peakToMean(),
    longest_queue: Math.max(...measurement.longestQueues.values),
    strayed: share(strayed, followers),
    keys_moved: monitor.hasKeys ? share(moved, changes * keys) : Number.NaN,
  }
}

export function seriesOf({ measurement }: Pool): Series[] {
  const { staySums, arrived, longestQueues } = measurement
  const bucketUs = arrived.widthUs
  const meanMs = staySums.dividedBy(arrived, 0).map((us) => us / 1000)
  return [
    { id: 'latency', title: 'mean latency', unit: 'ms', bucketUs, values: meanMs },
    { id: 'queue', title: 'longest queue', unit: 'count', bucketUs, values: [...longestQueues.values] },
  ]
}

import type { Metric, Series } from '../../kernel/scenario.ts'
import { metricsOfAll } from '../../kernel/side-by-side.ts'
import type { Cache } from './cache.ts'
import { variants } from './protections.ts'

const ofOne = [
  { id: 'hit_rate', unit: 'ratio', description: 'share of the requests that were answered from the cache' },
  { id: 'fetches', unit: 'count', description: 'fetches from the origin' },
  {
    id: 'duplicates',
    unit: 'ratio',
    description: 'share of the fetches that began while the same key was being fetched',
  },
  {
    id: 'expiry_peak',
    unit: 'count',
    description: 'most fetches at the origin at once, queue included, before the cache is flushed',
  },
  { id: 'flush_peak', unit: 'count', description: 'the same after it is flushed' },
  { id: 'mean', unit: 'ms', description: 'mean wait for an answer' },
  { id: 'p99', unit: 'ms', description: 'wait that 99 % of the requests do not exceed' },
  { id: 'longest_ms', unit: 'ms', description: 'longest wait' },
  { id: 'failed', unit: 'ratio', description: 'share of the requests that got an error' },
  { id: 'stale_ms', unit: 'ms', description: 'longest time after its TTL at which a value was served' },
] as const satisfies readonly Metric[]

export const metrics = metricsOfAll(variants, ofOne)

export function measure({ measurement, monitor }: Cache): Record<string, number> {
  const { requests, hits, fetches, failures, latency } = measurement
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return {
    hit_rate: share(hits, requests),
    fetches,
    duplicates: share(monitor.duplicates, fetches),
    expiry_peak: measurement.originPeak.beforeFlush,
    flush_peak: measurement.originPeak.afterFlush,
    mean: latency.mean() / 1000,
    p99: latency.quantile(0.99) / 1000,
    longest_ms: latency.quantile(1) / 1000,
    failed: share(failures, requests),
    stale_ms: monitor.oldestUs / 1000,
  }
}

export function seriesOf({ measurement }: Cache): Series[] {
  const { originPeaks, arrived, waitSums } = measurement
  const bucketUs = arrived.widthUs
  const meanMs = waitSums.dividedBy(arrived, 0).map((us) => us / 1000)
  return [
    {
      id: 'origin',
      title: 'most fetches at the origin',
      unit: 'count',
      bucketUs,
      values: [...originPeaks.values],
    },
    { id: 'wait', title: 'mean wait', unit: 'ms', bucketUs, values: meanMs },
  ]
}

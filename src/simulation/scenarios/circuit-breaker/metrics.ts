import type { Metric, Series } from '../../kernel/scenario.ts'
import { BUCKET_US, COMPLETED, FAILED, REFUSED } from './measurement.ts'
import type { Service } from './service.ts'
import { WITHOUT } from './variants.ts'

/** Metrics that both runs have. */
const ofBothRuns = [
  { id: 'p50', unit: 'ms', description: 'median latency: from arrival to the answer, an error or giving up' },
  { id: 'p95', unit: 'ms', description: 'latency that 95 % of the requests do not exceed' },
  { id: 'p99', unit: 'ms', description: 'latency that 99 % of the requests do not exceed' },
  { id: 'mean', unit: 'ms', description: 'mean latency' },
  { id: 'success_rate', unit: 'ratio', description: 'share of the requests that were completed' },
  { id: 'rejected_rate', unit: 'ratio', description: 'share that the breaker refused, at once' },
  {
    id: 'failed_rate',
    unit: 'ratio',
    description: 'share that failed: calls failed, queue full or client gone',
  },
  {
    id: 'others_success_rate',
    unit: 'ratio',
    description: 'share completed of the requests that do not need the dependency',
  },
  {
    id: 'dependency_calls',
    unit: 'count',
    description: 'calls that the dependency received during the outage',
  },
  {
    id: 'workers_busy',
    unit: 'ratio',
    description: "share of the workers' time in the outage that was taken",
  },
  { id: 'peak_queue', unit: 'count', description: 'most requests that waited for a worker at once' },
  {
    id: 'recovery_ms',
    unit: 'ms',
    description:
      'from the end of the outage until 90 % of the requests succeed and go on doing so for a second; the rest of the run if never',
  },
] as const satisfies readonly Metric[]

const ofTheBreaker = [
  { id: 'opened', unit: 'count', description: 'times the breaker opened from closed' },
  { id: 'failed_trials', unit: 'count', description: 'times a failed trial opened it again' },
] as const satisfies readonly Metric[]

export const metrics: readonly Metric[] = [
  ...ofBothRuns,
  ...ofTheBreaker,
  ...ofBothRuns.map((metric) => ({
    ...metric,
    id: WITHOUT + metric.id,
    description: `${metric.description} (without the breaker)`,
  })),
]

export function measure({ measurement, dependency, monitor }: Service): Record<string, number> {
  const { outcomes, latency, others } = measurement
  const arrived = outcomes[COMPLETED] + outcomes[FAILED] + outcomes[REFUSED]
  const share = (part: number, whole: number, ofNone: number) => (whole === 0 ? ofNone : part / whole)
  return {
    p50: latency.quantile(0.5) / 1000,
    p95: latency.quantile(0.95) / 1000,
    p99: latency.quantile(0.99) / 1000,
    mean: latency.mean() / 1000,
    success_rate: share(outcomes[COMPLETED], arrived, 1),
    rejected_rate: share(outcomes[REFUSED], arrived, 0),
    failed_rate: share(outcomes[FAILED], arrived, 0),
    others_success_rate: share(others.completed, others.arrived, 1),
    dependency_calls: dependency.callsInOutage,
    workers_busy: measurement.workersBusyInOutage(),
    peak_queue: measurement.peakQueue,
    recovery_ms: measurement.recoveryUs() / 1000,
    ...(monitor && { opened: monitor.changes.opened, failed_trials: monitor.changes.reopened }),
  }
}

export function seriesOf({ measurement }: Service): Series[] {
  return [
    {
      id: 'success_rate',
      title: 'requests completed',
      unit: 'ratio',
      bucketUs: BUCKET_US,
      values: measurement.successSeries(),
    },
    {
      id: 'latency',
      title: 'mean latency',
      unit: 'ms',
      bucketUs: BUCKET_US,
      values: measurement.latencySeries(),
    },
    {
      id: 'workers_busy',
      title: 'workers busy',
      unit: 'count',
      bucketUs: BUCKET_US,
      values: measurement.busySeries(),
    },
    {
      id: 'dependency_calls',
      title: 'calls to the dependency',
      unit: 'per_s',
      bucketUs: BUCKET_US,
      values: measurement.callsSeries(),
    },
  ]
}

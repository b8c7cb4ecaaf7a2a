import type { Metric, Series } from '../../kernel/scenario.ts'
import { metricsOfAll } from '../../kernel/side-by-side.ts'
import { variants } from './retry-policies.ts'
import type { Storm } from './storm.ts'

const ofOne = [
  { id: 'success_rate', unit: 'ratio', description: 'share of the requests that succeeded' },
  {
    id: 'success_calm',
    unit: 'ratio',
    description: 'share that succeeded of the requests that began a timeout or more before the trigger',
  },
  {
    id: 'goodput_end',
    unit: 'per_s',
    description: 'requests that succeed, of those that begin in the last fifth of the run',
  },
  { id: 'amplification', unit: 'count', description: 'attempts per request' },
  {
    id: 'load_end',
    unit: 'ratio',
    description: 'attempts in the last fifth of the run, in terms of what the server can do',
  },
  { id: 'wasted', unit: 'ratio', description: "share of the server's work for which nobody waited any more" },
  { id: 'mean', unit: 'ms', description: 'mean time of the successful requests' },
  { id: 'p99', unit: 'ms', description: 'time that 99 % of the successful requests do not exceed' },
  {
    id: 'recovery_ms',
    unit: 'ms',
    description:
      'from the end of the trigger until 90 % of the requests succeed and go on doing so for a second; the rest of the run if never',
  },
  {
    id: 'stuck',
    unit: 'count',
    description: '1 if less than 90 % of the requests succeed in the last fifth of the run, else 0',
  },
] as const satisfies readonly Metric[]

export const metrics = metricsOfAll(variants, ofOne)

export function measure(
  { measurement }: Storm,
  trigger: { fromUs: number; toUs: number },
  timeoutUs: number,
): Record<string, number> {
  const { requests, successes, attempts, latency, workDoneUs, workWastedUs } = measurement
  return {
    success_rate: requests === 0 ? 1 : successes / requests,
    success_calm: measurement.successBefore(trigger.fromUs - timeoutUs),
    goodput_end: measurement.goodputAtEnd(),
    amplification: requests === 0 ? 1 : attempts / requests,
    load_end: measurement.loadAtEnd(),
    wasted: workDoneUs === 0 ? 0 : workWastedUs / workDoneUs,
    mean: latency.mean() / 1000,
    p99: latency.quantile(0.99) / 1000,
    recovery_ms: measurement.recoveryUs(trigger.toUs) / 1000,
    stuck: measurement.isStuck() ? 1 : 0,
  }
}

export function seriesOf({ measurement }: Storm): Series[] {
  const { begun, succeeded, sent } = measurement
  const bucketUs = begun.widthUs
  return [
    {
      id: 'success_rate',
      title: 'requests that succeed',
      unit: 'ratio',
      bucketUs,
      values: succeeded.dividedBy(begun, 1),
    },
    { id: 'attempts', title: 'attempts', unit: 'per_s', bucketUs, values: sent.perSecond() },
  ]
}

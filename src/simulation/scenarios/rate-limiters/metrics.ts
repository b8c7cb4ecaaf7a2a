import type { Metric, Series } from '../../kernel/scenario.ts'
import { metricsOfAll } from '../../kernel/side-by-side.ts'
import type { Gate } from './gate.ts'
import { variants } from './kinds.ts'

const ofOne = [
  { id: 'passed', unit: 'ratio', description: 'share of the requests that passed' },
  {
    id: 'worst_window',
    unit: 'count',
    description: "most requests of one client that passed within one window's length, wherever it begins",
  },
  { id: 'worst_of_limit', unit: 'ratio', description: 'the same in terms of the limit' },
  { id: 'mean_wait', unit: 'ms', description: 'mean wait of the requests that passed' },
  { id: 'p99_wait', unit: 'ms', description: 'wait that 99 % of the requests that passed do not exceed' },
  { id: 'memory', unit: 'count', description: 'most numbers that the limiters of all clients kept at once' },
] as const satisfies readonly Metric[]

export const metrics = metricsOfAll(variants, ofOne)

export function measure(gate: Gate): Record<string, number> {
  return {
    passed: gate.requests === 0 ? 1 : gate.passed / gate.requests,
    worst_window: gate.monitor.worst,
    worst_of_limit: gate.monitor.worst / gate.limit,
    mean_wait: gate.wait.mean() / 1000,
    p99_wait: gate.wait.quantile(0.99) / 1000,
    memory: gate.memoryPeak,
  }
}

export function seriesOf({ passedPerBucket }: Gate): Series[] {
  const { widthUs: bucketUs } = passedPerBucket
  return [
    {
      id: 'passed',
      title: 'requests that pass',
      unit: 'per_s',
      bucketUs,
      values: passedPerBucket.perSecond(),
    },
  ]
}

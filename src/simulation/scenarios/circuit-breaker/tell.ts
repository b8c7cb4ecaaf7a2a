import type { Parameters, RunResult } from '../../kernel/scenario.ts'
import type { parameters } from './parameters.ts'
import { WITHOUT } from './variants.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run. */
export function tell(result: RunResult, values: Parameters): string[] {
  const metric = (id: string) => result.metrics[id] ?? Number.NaN
  const parameter = (id: (typeof parameters)[number]['id']) => values[id] ?? Number.NaN
  const calls = (prefix: string) => `${metric(`${prefix}dependency_calls`)} calls`
  const percent = (id: string) => `${(metric(id) * 100).toFixed(1)} %`
  const seconds = (ms: number) => `${Number((ms / 1000).toFixed(1))} s`
  return [
    `The dependency works ${parameter('outage_slowdown')} times slower for ${seconds(parameter('outage_ms'))}, from second ${parameter('outage_start_ms') / 1000}.`,
    `Without the breaker ${percent(`${WITHOUT}workers_busy`)} of the workers' time in the outage goes into waiting for it, and of the requests that do not need it only ${percent(`${WITHOUT}others_success_rate`)} succeed over the whole run.`,
    `With it the breaker opens ${times(metric('opened'))} and refuses ${percent('rejected_rate')} of all requests at once; of those that do not need the dependency ${percent('others_success_rate')} succeed.`,
    `In the outage the dependency receives ${calls('')} with the breaker and ${calls(WITHOUT)} without; the service recovers ${seconds(metric('recovery_ms'))} after it with the breaker, ${seconds(metric(`${WITHOUT}recovery_ms`))} without.`,
  ]
}

function times(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : `${count} times`
}

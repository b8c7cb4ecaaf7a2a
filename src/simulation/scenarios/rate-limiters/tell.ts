import { formatQuantity, type Unit } from '../../../lib/quantity.ts'
import type { Parameters, RunResult } from '../../kernel/scenario.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run. */
export function tell({ metrics, operations }: RunResult, values: Parameters): string[] {
  const shown = (id: string, unit: Unit) => formatQuantity(metrics[id] ?? Number.NaN, unit)
  const worst = (id: string) => shown(`${id}worst_window`, 'count')
  const passed = (id: string) => shown(`${id}passed`, 'ratio')
  const window = formatQuantity(values['window_ms'] ?? Number.NaN, 'ms')
  return [
    `${values['clients']} clients send ${operations} requests, many of them in bursts of ${values['burst_size']}; each may send ${values['limit']} in ${window}.`,
    `A fixed window lets ${worst('fixed.')} of one client pass within ${window}: the end of one window and the begin of the next. A sliding log lets ${worst('log.')}, and keeps ${shown('log.memory', 'count')} times for that; the fixed window keeps ${shown('fixed.memory', 'count')} numbers.`,
    `The sliding counter keeps ${shown('counter.memory', 'count')} numbers and takes the previous window for even, so that ${worst('counter.')} pass.`,
    `The token bucket lets ${worst('')} pass: what it holds at once and what it gains meanwhile, at most ${values['bucket']} and ${values['limit']}. The leaky bucket lets ${worst('leaky.')}: it spreads bursts instead of cutting them, and 1 in 100 requests waits ${shown('leaky.p99_wait', 'ms')} or more.`,
    `Passed: ${passed('')} by token bucket, ${passed('leaky.')} by leaky bucket, ${passed('fixed.')} by fixed window, ${passed('log.')} by sliding log, ${passed('counter.')} by sliding counter.`,
  ]
}

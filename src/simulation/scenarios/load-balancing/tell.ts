import { formatQuantity, type Unit } from '../../../lib/quantity.ts'
import type { Parameters, RunResult } from '../../kernel/scenario.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run. */
export function tell({ metrics, faults }: RunResult, values: Parameters): string[] {
  const metric = (id: string) => metrics[id] ?? Number.NaN
  const shown = (id: string, unit: Unit) => formatQuantity(metric(id), unit)
  const ms = (id: string) => shown(id, 'ms')
  const percent = (id: string) => shown(id, 'ratio')
  const crashes = faults.filter(({ kind }) => kind === 'crash').length
  const age = values['load_info_ms'] ?? 0
  return [
    `The same requests went five ways. 99 % of them were served within ${ms('random.p99')} by random choice, ${ms('round-robin.p99')} in turn, ${ms('p99')} by the less loaded of two, ${ms('least.p99')} by the least loaded of all.`,
    `The longest queue was ${metric('random.longest_queue')} when nobody looked at queues, ${metric('longest_queue')} when two were looked at, ${metric('least.longest_queue')} when all were.`,
    `Hashing keeps a key on its server: ${percent('hashing.strayed')} of the requests went elsewhere than the last for their key (random: ${percent('random.strayed')}). The price is p99 ${ms('hashing.p99')}: its busiest server got ${percent('hashing.busiest_share')} of the requests.`,
    ...(crashes > 0
      ? [
          `Killed servers: ${crashes}. Until the balancer notices, a dead server has no requests and so looks least loaded: ${percent('least.failed')} of all requests failed with least connections, ${percent('failed')} with two choices, ${percent('random.failed')} with random choice.`,
        ]
      : []),
    ...(age > 0
      ? [
          `The balancer knows the load as it was up to ${formatQuantity(age, 'ms')} ago; until it hears more, least connections sends every request to the same server.`,
        ]
      : []),
  ]
}

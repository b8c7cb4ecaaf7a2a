import { formatQuantity, type Unit } from '../../../lib/quantity.ts'
import type { Parameters, RunResult } from '../../kernel/scenario.ts'
import { variants } from './retry-policies.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run. */
export function tell({ metrics, faults }: RunResult, values: Parameters): string[] {
  const shown = (id: string, unit: Unit) => formatQuantity(metrics[id] ?? Number.NaN, unit)
  const value = (id: string) => values[id] ?? Number.NaN
  const capacity = (value('workers') * 1000) / value('work_ms')
  const load = formatQuantity(value('rate_per_s') / capacity, 'ratio')
  const lasted = Math.max(0, ...faults.map(({ durationUs }) => durationUs)) / 1000
  const stuck = variants.filter(({ prefix }) => metrics[`${prefix}stuck`] === 1)
  const well = variants.filter(({ prefix }) => metrics[`${prefix}stuck`] === 0)
  return [
    `Without retries the requests are ${load} of what the server can do. ${lasted > 0 ? `Then, from second ${value('trigger_start_ms') / 1000}, a trigger of ${formatQuantity(lasted, 'ms')}.` : 'There is no trigger.'}`,
    ...stuck.map(
      ({ prefix, title }) =>
        `"${title}" does not recover: at the end its clients send ${shown(`${prefix}load_end`, 'ratio')} of what the server can do, and requests that succeed come to ${shown(`${prefix}goodput_end`, 'per_s')}; ${shown(`${prefix}wasted`, 'ratio')} of all work was for nobody.`,
    ),
    ...well.map(
      ({ prefix, title }) =>
        `"${title}" is well${lasted > 0 ? ` again ${shown(`${prefix}recovery_ms`, 'ms')} after the trigger` : ''}: ${shown(`${prefix}success_calm`, 'ratio')} of the requests succeeded${lasted > 0 ? ' before it' : ''}, ${shown(`${prefix}goodput_end`, 'per_s')} at the end.`,
    ),
    ...(metrics['jitter.stuck'] === 1
      ? ['Waiting longer does not help clients who never stop coming: it sends the same attempts later.']
      : []),
  ]
}

import { formatQuantity, type Unit } from '../../../lib/quantity.ts'
import type { Parameters, RunResult } from '../../kernel/scenario.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run. */
export function tell({ metrics }: RunResult, values: Parameters): string[] {
  const shown = (id: string, unit: Unit) => formatQuantity(metrics[id] ?? Number.NaN, unit)
  const peak = (id: string) => shown(`${id}buffered_peak`, 'count')
  const p99 = (id: string) => shown(`${id}p99`, 'ms')
  const capacity = formatQuantity(1000 / (values['slow_ms'] ?? Number.NaN), 'per_s')
  const surge = formatQuantity(values['surge_per_s'] ?? Number.NaN, 'per_s')
  return [
    `The last stage can do ${capacity}; in the surge the producer makes up to ${surge}.`,
    `Buffers without a bound keep everything: up to ${peak('unbounded.')} items at once, and 1 in 100 takes ${p99('unbounded.')} or more.`,
    `Bounded buffers hold up to ${peak('')} items. Blocking loses none: the producer is held up ${shown('held_up', 'ratio')} of its time, and 99 % of the items it makes are delivered within ${p99('')}. Credits do the same over a distance: held up ${shown('credit.held_up', 'ratio')}, p99 ${p99('credit.')}.`,
    `Dropping never holds the producer up: ${shown('newest.dropped', 'ratio')} of the items are lost when the newest go (p99 ${p99('newest.')}), ${shown('oldest.dropped', 'ratio')} when the oldest go (p99 ${p99('oldest.')}); ${shown('newest.wasted', 'ratio')} and ${shown('oldest.wasted', 'ratio')} of all work went into items that were dropped later.`,
    `Delivered: ${shown('delivered', 'per_s')} by blocking, ${shown('credit.delivered', 'per_s')} with credits, ${shown('newest.delivered', 'per_s')} and ${shown('oldest.delivered', 'per_s')} when dropping, ${shown('unbounded.delivered', 'per_s')} without a bound: no strategy makes the slowest stage faster.`,
  ]
}

import { formatQuantity } from '../../../lib/quantity.ts'
import { scalabilityPeak } from '../../../lib/queueing-formulas.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { settingsOf } from './parameters.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run or the law. */
export function tell(metrics: Readonly<Record<string, number>>, values: Parameters): string[] {
  const { workers, law } = settingsOf(values)
  const metric = (id: string) => metrics[id] ?? Number.NaN
  const perS = (id: string) => formatQuantity(metric(id), 'per_s')
  const own = metric('throughput')
  const more = metric('double.throughput') / own
  return [
    `One worker alone does ${formatQuantity(law.rate, 'per_s')}; ${workers} in step do ${perS('throughput')}, which is ${formatQuantity(own / law.rate, 'count')} times as much, not ${workers} times. The law says ${perS('theory.throughput')}.`,
    `At their own pace they do ${perS('free.throughput')}: they meet less often at the lock.`,
    `Twice as many do ${perS('double.throughput')}, ${change(more)}.`,
    peak(law.contention, law.crosstalk),
  ]
}

function change(times: number): string {
  const share = formatQuantity(Math.abs(times - 1), 'ratio')
  return times >= 1
    ? `${share} more`
    : `${share} less: past the peak every further worker costs more than it brings`
}

function peak(contention: number, crosstalk: number): string {
  const workers = scalabilityPeak(contention, crosstalk)
  if (Number.isFinite(workers)) {
    return `By the law the peak is at ${formatQuantity(Math.max(1, workers), 'count')} workers: sqrt((1 - contention) / crosstalk).`
  }
  return contention === 0
    ? 'Nothing is shared, so that there is no bound.'
    : `Without crosstalk there is no peak, only a bound: 1 / contention, ${formatQuantity(1 / contention, 'count')} times one worker (Amdahl 1967).`
}

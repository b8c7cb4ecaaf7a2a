import { formatQuantity } from '../../../lib/quantity.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { settingsOf } from './parameters.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run. */
export function tell(metrics: Readonly<Record<string, number>>, values: Parameters): string[] {
  const { queue } = settingsOf(values)
  const metric = (id: string) => metrics[id] ?? Number.NaN
  const ms = (id: string) => formatQuantity(metric(id), 'ms')
  const percent = (id: string) => formatQuantity(metric(id), 'ratio')
  const load = (queue.arrivalRate * queue.meanService) / queue.servers
  return [
    `The servers work ${percent('utilisation')} of the time, and a customer waits ${ms('wait')} on average, one in a hundred longer than ${ms('wait_p99')}.`,
    comparison(metric, load),
    `With half of the idle time gone the servers work ${percent('busier.utilisation')} of the time, and the wait becomes ${ms('busier.wait')}: ${growth(metric('wait'), metric('busier.wait'))}.`,
    ...(metric('refused') > 0
      ? [
          `Of all who come ${percent('refused')} find no place; that is what keeps the wait of the others short.`,
        ]
      : []),
    ...(load < 1 && metric('refused') === 0
      ? [
          'The wait grows as 1 / (1 - utilisation): each halving of the idle time about doubles it. That bend is the knee.',
        ]
      : []),
  ]
}

function comparison(metric: (id: string) => number, load: number): string {
  const theory = metric('theory.wait')
  if (!Number.isNaN(theory)) {
    const inside = theory >= metric('wait_low') && theory <= metric('wait_high')
    const interval = `${formatQuantity(metric('wait_low'), 'ms')} to ${formatQuantity(metric('wait_high'), 'ms')}`
    return `In theory it would be ${formatQuantity(theory, 'ms')} in the long run; this run alone says ${interval} (95 %), ${inside ? 'which agrees' : 'which one run in twenty does not agree with'}.`
  }
  if (load >= 1 && metric('refused') === 0) {
    return 'More comes than the servers can do, so that the line grows as long as customers come: there is no long run.'
  }
  return 'For this queue no closed form is known: a simulation is the way to know.'
}

function growth(before: number, after: number): string {
  const times = after / before
  if (!Number.isFinite(times)) return 'nobody waited before'
  return times >= 1.05 ? `${formatQuantity(times, 'count')} times as long` : 'hardly longer'
}

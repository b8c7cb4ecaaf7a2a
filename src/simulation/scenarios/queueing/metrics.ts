import { forecast, type QueueModel } from '../../../lib/queueing-formulas.ts'
import type { Metric, Variant } from '../../kernel/scenario.ts'

export const BUSIER = 'busier.'
const THEORY = 'theory.'

const measured: readonly Metric[] = [
  { id: 'utilisation', unit: 'ratio', description: 'share of the time in which a server works' },
  { id: 'wait', unit: 'ms', description: 'mean time from arrival to service' },
  {
    id: 'wait_low',
    unit: 'ms',
    description: 'low end of the 95 % interval of the mean wait, by batch means',
  },
  { id: 'wait_high', unit: 'ms', description: 'high end of that interval' },
  { id: 'wait_p99', unit: 'ms', description: 'wait that one in a hundred exceeds' },
  { id: 'stay', unit: 'ms', description: 'mean time from arrival to departure' },
  { id: 'inside', unit: 'count', description: 'customers inside, averaged over time' },
  { id: 'delayed', unit: 'ratio', description: 'share of those let in who have to wait' },
  { id: 'refused', unit: 'ratio', description: 'share of all who come that finds no place' },
  { id: 'throughput', unit: 'per_s', description: 'customers who leave per second' },
  { id: 'customers', unit: 'count', description: 'customers who came after the warm-up' },
]

/** What a closed form exists for, in some of the queues. */
const inTheory = new Set([
  'utilisation',
  'wait',
  'wait_p99',
  'stay',
  'inside',
  'delayed',
  'refused',
  'throughput',
])

export const variants: readonly Variant[] = [
  { prefix: '', title: 'the queue' },
  { prefix: THEORY, title: 'in theory' },
  { prefix: BUSIER, title: 'half the idle time' },
  { prefix: BUSIER + THEORY, title: 'that in theory' },
]

export const metrics: readonly Metric[] = variants.flatMap(({ prefix, title }) =>
  measured
    .filter(({ id }) => !prefix.endsWith(THEORY) || inTheory.has(id))
    .map(({ id, unit, description }) => ({
      id: prefix + id,
      unit,
      description: prefix === '' ? description : `${description} (${title})`,
    })),
)

/** The long run by the closed forms; what grows without end, or is not known, has no value. */
export function theoryOf(model: QueueModel): Record<string, number> {
  const { utilisation, refused, delayed, wait, waitP99, inside } = forecast(model)
  const values = {
    utilisation,
    wait: wait * 1000,
    wait_p99: waitP99 * 1000,
    stay: (wait + model.meanService) * 1000,
    inside,
    delayed,
    refused,
    throughput: (utilisation * model.servers) / model.meanService,
  }
  return prefixed(
    THEORY,
    Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value))),
  )
}

export function prefixed(prefix: string, values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [prefix + id, value]))
}

import { universalScalability } from '../../../lib/queueing-formulas.ts'
import type { Metric, Variant } from '../../kernel/scenario.ts'
import type { Settings } from './parameters.ts'

export const FREE = 'free.'
export const DOUBLE = 'double.'
const THEORY = 'theory.'

export const variants: readonly Variant[] = [
  { prefix: '', title: 'in step' },
  { prefix: THEORY, title: 'by the law' },
  { prefix: FREE, title: 'at their own pace' },
  { prefix: DOUBLE, title: 'twice as many' },
  { prefix: DOUBLE + THEORY, title: 'that by the law' },
]

const measured: readonly Metric[] = [
  { id: 'throughput', unit: 'per_s', description: 'operations per second of all workers' },
  {
    id: 'efficiency',
    unit: 'ratio',
    description: 'that, over what as many workers would do if each were alone',
  },
  {
    id: 'at_lock',
    unit: 'count',
    description: 'workers who wait for the lock or hold it, averaged over time',
  },
  { id: 'stay', unit: 'ms', description: 'mean time from asking for the lock to giving it back' },
]

export const metrics: readonly Metric[] = variants.flatMap(({ prefix, title }) =>
  measured
    .filter(({ id }) => !prefix.endsWith(THEORY) || id === 'throughput' || id === 'efficiency')
    .map(({ id, unit, description }) => ({
      id: prefix + id,
      unit,
      description: prefix === '' ? description : `${description} (${title})`,
    })),
)

/** What the law says of so many workers. */
export function lawOf(workers: number, { law }: Settings): Record<string, number> {
  const throughput = universalScalability(workers, law)
  return prefixed(THEORY, { throughput, efficiency: throughput / (workers * law.rate) })
}

export function prefixed(prefix: string, values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [prefix + id, value]))
}

import type { Metric, Scenario } from '../simulation/kernel/scenario.ts'

/** The metrics of the first variant; the others have the same with their prefix. */
export function baseMetrics({ metrics, variants }: Pick<Scenario, 'metrics' | 'variants'>): Metric[] {
  const prefixes = variants.map(({ prefix }) => prefix).filter((prefix) => prefix !== '')
  return metrics.filter(({ id }) => !prefixes.some((prefix) => id.startsWith(prefix)))
}

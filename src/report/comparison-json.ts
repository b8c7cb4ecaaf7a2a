import type { Comparison } from '../simulation/compare.ts'

/** What `simulate --sweep --json` prints: a cell for each value, or pair of values, of the parameters. */
export function comparisonJson(comparison: Comparison, version: string): object {
  const { scenario, seeds, axes, cells, metrics, events, violations, endless, replay } = comparison
  return {
    verdict: comparisonVerdict(comparison),
    scenario: scenario.id,
    scenarioVersion: scenario.version,
    version,
    seeds: { first: seeds.first, run: seeds.count },
    events,
    sweep: axes.map(({ parameter, values }) => ({ parameter: parameter.id, unit: parameter.unit, values })),
    cells,
    tippingPoints: metrics.flatMap(({ metric, tipping }) =>
      tipping.flatMap((step, group) => {
        if (step === undefined) return []
        const [first, second] = axes
        const at = { metric: metric.id, from: first?.values[step.index], to: first?.values[step.index + 1] }
        const within = second === undefined ? {} : { [second.parameter.id]: second.values[group] }
        return [{ ...at, ...within, change: step.change }]
      }),
    ),
    violations,
    endless,
    replay,
  }
}

export function comparisonVerdict({
  violations,
  endless,
}: Pick<Comparison, 'violations' | 'endless'>): 'pass' | 'fail' | 'inconclusive' {
  return violations > 0 ? 'fail' : endless > 0 ? 'inconclusive' : 'pass'
}

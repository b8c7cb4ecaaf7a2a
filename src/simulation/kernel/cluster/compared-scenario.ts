import { withRecording } from '../lazy-recording.ts'
import type { Metric, RunOptions, RunResult, Scenario, Variant, Violation } from '../scenario.ts'
import type { Trace } from '../trace.ts'
import { TraceHash } from '../trace-hash.ts'
import { clusterScenario } from './cluster-scenario.ts'
import type { ClusterModel, ClusterNode } from './model.ts'
import { MOST_LINES } from './story.ts'

/** One of several ways to do the same, shown side by side. */
export interface ClusterVariant<N extends ClusterNode<never>> extends Variant {
  readonly model: ClusterModel<N>
}

/**
 * Several models as one scenario: the same clients meet the same faults in each. The first, whose
 * prefix is '', is the one that is shown as a trace; all its faults, those of rules included, strike the
 * others at the same times. Each model decides for itself what a mutant means to it.
 */
export function comparedScenario<N extends ClusterNode<never>>(
  variants: readonly [ClusterVariant<N>, ...ClusterVariant<N>[]],
): Scenario {
  const [{ model }, ...others] = variants
  const first = clusterScenario(model as ClusterModel)
  const rest = others.map((one) => ({ ...one, scenario: clusterScenario(one.model as ClusterModel) }))
  return {
    ...first,
    variants: variants.map(({ prefix, title }) => ({ prefix, title })),
    metrics: variants.flatMap((variant) => metricsOf(variant, first.metrics)),
    run(seed, parameters, options = {}) {
      const run = first.run(seed, parameters, options)
      const same: RunOptions = { ...options, faults: run.faults }
      const runs = rest.map(({ scenario, ...variant }) => ({
        ...variant,
        run: scenario.run(seed, parameters, same),
      }))
      return merged(run, runs)
    },
  }
}

function metricsOf({ prefix, title }: Variant, metrics: readonly Metric[]): Metric[] {
  return metrics.map((one) => ({ ...one, id: prefix + one.id, description: `${one.description} (${title})` }))
}

interface VariantRun extends Variant {
  readonly run: RunResult
}

function merged(first: RunResult, others: readonly VariantRun[]): RunResult {
  const runs = [first, ...others.map(({ run }) => run)]
  const hash = new TraceHash()
  for (const { traceHash } of runs) hash.addDigest(traceHash)
  const result: RunResult = {
    seed: first.seed,
    traceHash: hash.digest(),
    events: runs.reduce((sum, { events }) => sum + events, 0),
    endUs: first.endUs,
    violations: allViolations(first, others),
    metrics: Object.assign({ ...first.metrics }, ...others.map(({ prefix, run }) => prefixed(prefix, run))),
    series: [
      ...first.series,
      ...others.flatMap(({ prefix, run }) => run.series.map((one) => ({ ...one, id: prefix + one.id }))),
    ],
    captions: [],
    spans: first.spans,
    coverage: first.coverage,
    faults: first.faults,
    operations: first.operations,
    end: runs.find(({ end }) => end !== 'done')?.end ?? 'done',
  }
  if (!('trace' in first)) return result
  return withRecording(result, { captions: () => first.captions, trace: () => first.trace as Trace })
}

/** Of each invariant the first; what is not of the variant that is shown says where it was. */
function allViolations(first: RunResult, others: readonly VariantRun[]): Violation[] {
  const all = [...first.violations]
  for (const { title, run } of others) {
    for (const violation of run.violations) {
      if (all.some(({ invariant }) => invariant === violation.invariant)) continue
      const story = [`in the run "${title}":`, ...violation.story.slice(1 - MOST_LINES)]
      all.push({ ...violation, story })
    }
  }
  return all
}

function prefixed(prefix: string, { metrics }: RunResult): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([id, value]) => [prefix + id, value]))
}

import type { Fault } from './fault.ts'
import type { Metric, RunOptions, RunResult, Series, Span, Variant, Violation } from './scenario.ts'
import { TraceHash } from './trace-hash.ts'
import type { Witness } from './witness.ts'
import { DEFAULT_BUDGET, type RunBudget, type RunEnd, type World } from './world.ts'

/** One variant's run, as it ended. */
export interface Side {
  readonly world: World
  readonly end: RunEnd
  readonly witness: Witness
  readonly metrics: Readonly<Record<string, number>>
  readonly series: readonly Series[]
  readonly coverage: Readonly<Record<string, number>>
}

/** What all variants have in common. */
export interface Common {
  readonly seed: number
  readonly spans: readonly Span[]
  readonly faults: readonly Fault[]
  readonly operations: number
}

/** One result of the runs of all variants: ids begin with the variant's prefix, goals count once for all. */
export function sideBySide<V extends Variant>(
  variants: readonly V[],
  runOne: (variant: V) => Side,
  common: Common,
): RunResult {
  const runs = variants.map((variant) => ({ ...runOne(variant), prefix: variant.prefix }))
  const hash = new TraceHash()
  for (const { world } of runs) hash.addDigest(world.hash.digest())
  return {
    ...common,
    traceHash: hash.digest(),
    events: runs.reduce((sum, { world }) => sum + world.events, 0),
    endUs: Math.max(...runs.map(({ world }) => world.nowUs)),
    violations: firstOfEach(runs.flatMap(({ witness }) => witness.violations)),
    metrics: Object.assign({}, ...runs.map(({ prefix, metrics }) => prefixed(prefix, metrics))),
    series: runs.flatMap(({ prefix, series }) => series.map((one) => ({ ...one, id: prefix + one.id }))),
    captions: runs.flatMap(({ witness }) => witness.captions).sort((a, b) => a.atUs - b.atUs),
    coverage: sums(runs.map(({ coverage }) => coverage)),
    end: runs.some(({ end }) => end === 'out-of-events') ? 'out-of-events' : 'done',
  }
}

/** The metrics of one variant, once for each of them. */
export function metricsOfAll(variants: readonly Variant[], metrics: readonly Metric[]): Metric[] {
  return variants.flatMap(({ prefix, title }) =>
    metrics.map(({ id, unit, description }) => ({
      id: prefix + id,
      unit,
      description: `${description} (${title})`,
    })),
  )
}

export function budgetOf({ maxEvents, untilUs }: RunOptions): RunBudget {
  return {
    maxEvents: maxEvents ?? DEFAULT_BUDGET.maxEvents,
    maxTimeUs: untilUs ?? DEFAULT_BUDGET.maxTimeUs,
  }
}

/** A rule that several variants break is told once, of the first of them. */
function firstOfEach(violations: readonly Violation[]): Violation[] {
  const ids = violations.map(({ invariant }) => invariant)
  return violations.filter(({ invariant }, index) => ids.indexOf(invariant) === index)
}

function prefixed(prefix: string, values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [prefix + id, value]))
}

function sums(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const [id, times] of all.flatMap((one) => Object.entries(one))) total[id] = (total[id] ?? 0) + times
  return total
}

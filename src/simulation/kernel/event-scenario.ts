import type { EventModel } from './event-model.ts'
import { ModelWorld } from './model-world.ts'
import type { Parameters, RunOptions, RunResult, Scenario, Violation } from './scenario.ts'
import { DEFAULT_BUDGET } from './world.ts'

/** Makes a scenario of a model that knows of no network and no faults. */
export function eventScenario(model: EventModel): Scenario {
  const { id, title, parameters, metrics } = model
  return {
    id,
    title,
    version: model.version ?? 1,
    lesson: model.lesson ?? '',
    variants: model.variants ?? [{ prefix: '', title: 'the run' }],
    parameters,
    metrics,
    invariants: model.invariants ?? [],
    goals: model.goals ?? [],
    mutants: model.mutants ?? [],
    faultKinds: [],
    run: (seed, values, options = {}) => run(model, seed, values, options),
    tell: (result, values) => model.tell?.(result.metrics, values) ?? [],
  }
}

/**
 * A run that broke a rule is run once more, up to the last breach, to hear its story, but only for
 * who listens: a sweep and a search for a smaller run ask thousands of times and tell a few.
 */
function run(model: EventModel, seed: number, values: Parameters, options: RunOptions): RunResult {
  const result = runOnce(model, seed, values, options, false)
  const { violations } = result
  if (violations.length === 0 || options.tracing !== true) return result
  const untilUs = Math.max(...violations.map(({ atUs }) => atUs))
  const told = runOnce(model, seed, values, { ...options, untilUs }, true).violations
  return { ...result, violations: violations.map((silent) => told.find(sameBreach(silent)) ?? silent) }
}

function sameBreach({ invariant, atUs }: Violation): (other: Violation) => boolean {
  return (other) => other.invariant === invariant && other.atUs === atUs
}

function runOnce(
  model: EventModel,
  seed: number,
  values: Parameters,
  options: RunOptions,
  telling: boolean,
): RunResult {
  const world = new ModelWorld({ model, seed, telling, operations: options.operations })
  const run = model.setup(world, values, options.mutant)
  const end = world.simulate(run, {
    beat: options.beat,
    maxEvents: options.maxEvents ?? DEFAULT_BUDGET.maxEvents,
    maxTimeUs: Math.min(
      options.untilUs ?? DEFAULT_BUDGET.maxTimeUs,
      run.durationUs ?? DEFAULT_BUDGET.maxTimeUs,
    ),
  })
  const measured = run.metrics()
  return {
    seed,
    traceHash: world.traceHash,
    events: world.events,
    endUs: world.nowUs,
    violations: world.violations,
    metrics: Object.fromEntries(model.metrics.map(({ id }) => [id, measured[id] ?? Number.NaN])),
    series: world.allSeries(),
    captions: world.captions,
    spans: run.spans ?? [],
    coverage: world.coverage,
    faults: [],
    operations: world.operations,
    end: end === 'out-of-events' ? 'out-of-events' : 'done',
  }
}

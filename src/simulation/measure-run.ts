import type { Unit } from '../lib/quantity.ts'
import { UserError } from '../lib/user-error.ts'
import { resolveParameters } from './kernel/parameters.ts'
import type { Caption, RunResult, Scenario } from './kernel/scenario.ts'
import { requireScenario } from './registry.ts'

/** A run as the content names it, and what is measured in it. */
interface RunToMeasure {
  readonly scenario: string
  readonly seed: number
  readonly parameters: Readonly<Record<string, number | string | boolean>>
  readonly mutant?: string
  readonly measure:
    | { readonly metric: string }
    | { readonly caption: string; readonly variant: string; readonly take: 'time' | 'count' }
}

/**
 * Runs a scenario once and takes one number from it: a metric, or from its captions the time in milliseconds at which one first holds a
 * text, or how many do.
 * @throws UserError for a scenario, parameter, mutant, metric or caption that there is not.
 */
export async function measureRun(run: RunToMeasure): Promise<{ value: number; unit: Unit }> {
  const scenario = await requireScenario(run.scenario)
  const settings = Object.entries(run.parameters).map(([name, value]) => `${name}=${value}`)
  const parameters = resolveParameters(scenario.parameters, settings)
  if (run.mutant !== undefined && scenario.mutants.every(({ id }) => id !== run.mutant)) {
    throw unknown(scenario, 'mutant', run.mutant)
  }
  const mutant = run.mutant === undefined ? {} : { mutant: run.mutant }
  const tracing = 'caption' in run.measure
  const result = scenario.run(run.seed, parameters, { ...mutant, tracing })
  return 'metric' in run.measure
    ? metricOf(scenario, result, run.measure.metric)
    : captionsOf(scenario, result, run.measure)
}

function metricOf(scenario: Scenario, { metrics }: RunResult, id: string): { value: number; unit: Unit } {
  const metric = scenario.metrics.find((one) => one.id === id)
  const value = metrics[id]
  if (metric === undefined || value === undefined) throw unknown(scenario, 'metric', id)
  return { value, unit: metric.unit }
}

function captionsOf(
  scenario: Scenario,
  { captions }: RunResult,
  { caption, variant, take }: { caption: string; variant: string; take: 'time' | 'count' },
): { value: number; unit: Unit } {
  const found: readonly Caption[] = captions.filter(
    (one) => one.variant === variant && one.text.includes(caption),
  )
  if (take === 'count') return { value: found.length, unit: 'count' }
  const [first] = found
  if (first === undefined) throw unknown(scenario, 'caption', caption)
  return { value: first.atUs / 1000, unit: 'ms' }
}

function unknown({ id }: Scenario, what: string, name: string): UserError {
  return new UserError(`The simulation ${id} has no ${what} "${name}" in this run.`, {
    code: `unknown-${what}`,
  })
}

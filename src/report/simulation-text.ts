import wrapAnsi from 'wrap-ansi'
import { formatQuantity, type Unit } from '../lib/quantity.ts'
import type { Interval } from '../lib/statistics.ts'
import type { Metric, Scenario } from '../simulation/kernel/scenario.ts'
import type { AssertionResult, SweepViolation } from '../simulation/kernel/sweep.ts'
import type { SimulationOutcome } from '../simulation/simulate.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { simulationCharts } from './simulation-charts.ts'
import { textTable } from './text-table.ts'

export interface SimulationTextOptions extends ThemeOptions {
  readonly width: number
  /** The version of this program, for the line that says how to see the same again. */
  readonly version: string
}

const SEEDS_NAMED = 10

/** The report of a run or a sweep: what happened, the numbers side by side, charts, the verdict, how to see it again. */
export function simulationText(outcome: SimulationOutcome, options: SimulationTextOptions): string {
  const theme = lessonTheme(options)
  const { scenario, sweep } = outcome
  const single = sweep.count === 1
  const told = scenario.tell(sweep.shown, outcome.parameters)
  const blocks = [
    header(outcome, theme),
    single ? told.flatMap((sentence) => wrapped(sentence, options.width - 2)).map(indent) : [],
    numbers(outcome, theme),
    ...(single
      ? simulationCharts(scenario, sweep.shown, { ...options, width: options.width - 2 }).map((chart) =>
          chart.map(indent),
        )
      : []),
    ...sweep.violations.map((violation) => violationLines(violation, outcome, theme, options.width)),
    sweep.assertions.map((result) => assertionLine(result, sweep.count, theme)),
    [...verdictLines(outcome, theme), ...closing(outcome, options.version, theme)],
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(theme.spell).join('\n'))
    .join('\n\n')
}

function header({ scenario, mutant, sweep }: SimulationOutcome, theme: LessonTheme): string[] {
  const title = theme.paint.title(scenario.title)
  const last = sweep.firstSeed + sweep.count - 1
  const seeds =
    sweep.count === 1 ? `seed ${sweep.firstSeed}` : `${sweep.count} seeds, ${sweep.firstSeed} to ${last}`
  const facts = `${scenario.id}, ${seeds}, ${sweep.events.toLocaleString('en-US')} events`
  const wrong = scenario.mutants.find(({ id }) => id === mutant)
  return [
    title,
    theme.paint.muted(facts),
    ...(wrong === undefined ? [] : [`with a mistake on purpose, ${wrong.id}: ${wrong.title}`]),
  ]
}

/** Each metric once, a column for each variant. */
function numbers({ scenario, sweep }: SimulationOutcome, theme: LessonTheme): string[] {
  const rows = baseMetrics(scenario).map((metric) => [
    metric.id,
    ...scenario.variants.map(({ prefix }) => cell(sweep.metrics[prefix + metric.id], metric.unit, theme)),
  ])
  const about = sweep.count === 1 ? '' : 'mean and 95 % interval'
  const columns = scenario.variants.map(({ title }) => ({ title, align: 'right' as const }))
  return textTable([{ title: about }, ...columns], rows, theme.paint.strong).map(indent)
}

/** Those of the first variant; the others have the same with their prefix. */
function baseMetrics({ metrics, variants }: Scenario): Metric[] {
  const prefixes = variants.map(({ prefix }) => prefix).filter((prefix) => prefix !== '')
  return metrics.filter(({ id }) => !prefixes.some((prefix) => id.startsWith(prefix)))
}

function cell(interval: Interval | undefined, unit: Unit, { glyphs }: LessonTheme): string {
  if (interval === undefined) return glyphs.dot
  const mean = formatQuantity(interval.mean, unit)
  if (Number.isNaN(interval.low)) return mean
  return `${mean}  [${formatQuantity(interval.low, unit)}, ${formatQuantity(interval.high, unit)}]`
}

function violationLines(
  { invariant, seed, seeds, story }: SweepViolation,
  { sweep }: SimulationOutcome,
  theme: LessonTheme,
  width: number,
): string[] {
  const where = sweep.count === 1 ? '' : ` (${seeds} of ${sweep.count} seeds; this is seed ${seed})`
  return [
    theme.paint.caution(`BROKEN ${invariant}${where}`),
    ...story.flatMap((line) => wrapped(line, width - 2)).map(indent),
  ]
}

function assertionLine(
  { assertion, failedSeeds, worst }: AssertionResult,
  count: number,
  theme: LessonTheme,
): string {
  const failed = failedSeeds.length > 0
  const word = failed ? theme.paint.caution('FAIL') : theme.paint.tip('ok  ')
  const sides = `${formatQuantity(worst.left, assertion.unit)} against ${formatQuantity(worst.right, assertion.unit)}`
  if (count === 1) return `${word}  ${assertion.text}: ${sides}`
  const worstRun = `at worst ${sides} in seed ${worst.seed}`
  return `${word}  ${assertion.text}: ${failed ? `fails in ${failedSeeds.length} of ${count} seeds, ` : ''}${worstRun}`
}

function verdictLines(outcome: SimulationOutcome, theme: LessonTheme): string[] {
  const { verdict, scenario, sweep, unmetGoals } = outcome
  const broken = sweep.violations.length
  const held = sweep.assertions.filter(({ failedSeeds }) => failedSeeds.length === 0).length
  const parts = [
    broken === 0
      ? `all ${scenario.invariants.length} invariants hold`
      : `${count(broken, 'invariant')} broken`,
    ...(sweep.assertions.length > 0 ? [`${held} of ${sweep.assertions.length} assertions hold`] : []),
  ]
  const paint = { pass: theme.paint.tip, weak: theme.paint.warning, fail: theme.paint.caution }[verdict]
  return [
    `${paint(verdict.toUpperCase())}  ${parts.join(', ')}`,
    ...unmetGoals.map(
      (goal) => `${indent('never seen:')} ${scenario.goals.find(({ id }) => id === goal)?.statement ?? goal}`,
    ),
    ...(sweep.count > 1 && sweep.failedSeeds.length > 0
      ? [`  failing seeds: ${someSeeds(sweep.failedSeeds)}`]
      : []),
  ]
}

function someSeeds(seeds: readonly number[]): string {
  const named = seeds.slice(0, SEEDS_NAMED).join(', ')
  return seeds.length > SEEDS_NAMED ? `${named} and ${seeds.length - SEEDS_NAMED} more` : named
}

function closing(
  { scenario, sweep, replay }: SimulationOutcome,
  version: string,
  theme: LessonTheme,
): string[] {
  const stamp = `trace ${sweep.traceHash}, scenario version ${scenario.version}, compendium ${version}`
  return [theme.paint.muted(stamp), `Run it again: ${theme.paint.code(replay)}`]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function wrapped(text: string, width: number): string[] {
  return wrapAnsi(text, width).split('\n')
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`
}

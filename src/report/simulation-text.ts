import wrapAnsi from 'wrap-ansi'
import { counted } from '../lib/counted.ts'
import { formatQuantity, type Unit } from '../lib/quantity.ts'
import type { Interval } from '../lib/statistics.ts'
import type { AssertionResult } from '../simulation/kernel/assertion-tally.ts'
import type { SweepViolation } from '../simulation/kernel/tally.ts'
import type { Replayed, ShrunkRun, SimulationOutcome } from '../simulation/request.ts'
import { assertionFinding } from './assertion-text.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { scheduleLines, shrunkSentence, worstSeedSentence } from './shrunk-text.ts'
import { simulationCharts } from './simulation-charts.ts'
import { baseMetrics } from './simulation-metrics.ts'
import { reproduceStamp } from './simulation-stamp.ts'
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
  const { scenario, sweep, shown } = outcome
  const single = sweep.seeds === 1
  const blocks = [
    header(outcome, theme, options.width),
    single ? shown.told.flatMap((sentence) => wrapped(sentence, options.width - 2)).map(indent) : [],
    numbers(outcome, theme),
    ...(single && options.plain !== true
      ? simulationCharts(scenario, shown.result, { ...options, width: options.width - 2 }).map((chart) =>
          chart.map(indent),
        )
      : []),
    ...sweep.violations.map((violation) => violationLines(violation, outcome, theme, options.width)),
    sweep.assertions.flatMap((result) => assertionLines(result, outcome, theme, options.width)),
    [...verdictLines(outcome, theme), ...closing(outcome, options.version, theme)],
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(theme.spell).join('\n'))
    .join('\n\n')
}

function header(
  { scenario, mutant, sweep, seeds, shard }: SimulationOutcome,
  theme: LessonTheme,
  width: number,
): string[] {
  const title = theme.paint.title(scenario.title)
  const last = seeds.first + seeds.count - 1
  const part = shard === undefined ? '' : `, part ${shard.index} of ${shard.of}`
  const range =
    seeds.count === 1 ? `seed ${seeds.first}` : `${sweep.seeds} seeds, ${seeds.first} to ${last}${part}`
  const facts = `${scenario.id}, ${range}, ${sweep.events.toLocaleString('en-US')} events`
  const wrong = scenario.mutants.find(({ id }) => id === mutant)
  return [
    title,
    theme.paint.muted(facts),
    ...(wrong === undefined ? [] : wrapped(`with a mistake on purpose, ${wrong.id}: ${wrong.title}`, width)),
  ]
}

/** Each metric once, a column for each variant. */
function numbers({ scenario, sweep }: SimulationOutcome, theme: LessonTheme): string[] {
  const rows = baseMetrics(scenario).map((metric) => [
    metric.id,
    ...scenario.variants.map(({ prefix }) => cell(sweep.metrics[prefix + metric.id], metric.unit, theme)),
  ])
  const about = sweep.seeds === 1 ? '' : 'mean and 95 % interval'
  const columns = scenario.variants.map(({ title }) => ({ title, align: 'right' as const }))
  return textTable([{ title: about }, ...columns], rows, theme.paint.strong).map(indent)
}

function cell(interval: Interval | undefined, unit: Unit, { glyphs }: LessonTheme): string {
  if (interval === undefined) return glyphs.dot
  const mean = formatQuantity(interval.mean, unit)
  if (Number.isNaN(interval.low)) return mean
  return `${mean}  [${formatQuantity(interval.low, unit)}, ${formatQuantity(interval.high, unit)}]`
}

/** The story of the shrunk run, where there is one: the same rule, broken with less. */
function violationLines(
  { invariant, seed, seeds, story }: SweepViolation,
  { sweep, shrunk }: SimulationOutcome,
  theme: LessonTheme,
  width: number,
): string[] {
  const where = sweep.seeds === 1 ? '' : ` (${seeds} of ${sweep.seeds} seeds; this is seed ${seed})`
  const smaller = shrunk?.violation?.invariant === invariant ? shrunk : undefined
  const told = smaller?.violation?.story ?? story
  return [
    theme.paint.caution(`BROKEN ${invariant}${where}`),
    ...told.flatMap((line) => wrapped(line, width - 2)).map(indent),
    ...(smaller === undefined ? [] : shrunkLines(smaller, theme, width)),
  ]
}

function shrunkLines(shrunk: ShrunkRun, theme: LessonTheme, width: number): string[] {
  return [
    theme.paint.muted(shrunkSentence(shrunk)),
    ...scheduleLines(shrunk)
      .flatMap((line) => wrapped(line, width - 2))
      .map(indent),
    ...(shrunk.file === undefined ? [] : [`Run exactly this again: ${theme.paint.code(shrunk.replay)}`]),
  ]
}

const WORDS = { pass: 'ok  ', weak: 'WEAK', fail: 'FAIL' } as const
/** As wide as the word and the space after it. */
const HANGING = '      '

function assertionLines(
  result: AssertionResult,
  { shrunk, worstSeeds }: SimulationOutcome,
  theme: LessonTheme,
  width: number,
): string[] {
  const paint = { pass: theme.paint.tip, weak: theme.paint.warning, fail: theme.paint.caution }
  const word = paint[result.verdict](WORDS[result.verdict])
  const { text } = result.assertion
  const [first = '', ...more] = wrapped(`${word}  ${text}: ${assertionFinding(result)}`, width)
  const smaller = shrunk?.assertion?.assertion.text === text ? shrunk : undefined
  const worst = worstSeeds.find(({ assertion }) => assertion === text)
  const below = [
    ...more,
    ...(smaller === undefined ? [] : shrunkLines(smaller, theme, width - HANGING.length)),
    ...(worst === undefined ? [] : wrapped(worstSeedSentence(worst), width - HANGING.length)),
    ...(worst === undefined ? [] : [theme.paint.code(worst.replay)]),
  ]
  return [first, ...below.map((line) => HANGING + line)]
}

function allHold(invariants: number): string {
  if (invariants === 0) return 'no invariant to break'
  return invariants === 1 ? 'the invariant holds' : `all ${invariants} invariants hold`
}

function verdictLines(outcome: SimulationOutcome, theme: LessonTheme): string[] {
  const { verdict, scenario, sweep, unmetGoals } = outcome
  const broken = sweep.violations.length
  const held = sweep.assertions.filter((result) => result.verdict === 'pass').length
  const parts = [
    broken === 0 ? allHold(scenario.invariants.length) : `${counted(broken, 'invariant')} broken`,
    ...(sweep.assertions.length > 0 ? [`${held} of ${sweep.assertions.length} assertions hold`] : []),
  ]
  const { tip, warning, caution } = theme.paint
  const paint = { pass: tip, weak: warning, inconclusive: warning, fail: caution }[verdict]
  return [
    `${paint(verdict.toUpperCase())}  ${parts.join(', ')}`,
    ...unmetGoals.map(
      (goal) => `${indent('never seen:')} ${scenario.goals.find(({ id }) => id === goal)?.statement ?? goal}`,
    ),
    ...(unmetGoals.length > 0 && sweep.seeds === 1 && verdict === 'weak'
      ? [indent('one seed may miss it, a sweep seldom does: --seeds 100')]
      : []),
    ...(sweep.endless.count > 0 ? [indent(endlessText(outcome))] : []),
    ...(sweep.seeds > 1 && sweep.failed.count > 0 ? [`  failing seeds: ${someSeeds(sweep.failed)}`] : []),
  ]
}

function endlessText({ sweep }: SimulationOutcome): string {
  const which = sweep.seeds === 1 ? 'the run was' : `seeds ${someSeeds(sweep.endless)} were`
  return `${which} stopped at the most events; to go on: --max-events ${2 * Math.ceil(sweep.events / sweep.seeds)}`
}

function someSeeds({ count: all, seeds }: { count: number; seeds: readonly number[] }): string {
  const named = seeds.slice(0, SEEDS_NAMED).join(', ')
  return all > SEEDS_NAMED ? `${named} and ${all - SEEDS_NAMED} more` : named
}

/** Of a file that was replayed: whether what it was written for is still there. */
function replayedLines({ replayed }: SimulationOutcome, version: string): string[] {
  if (replayed === undefined) return []
  const { expected, stillBroken, sameTrace, writtenBy } = replayed
  const steps = sameTrace ? 'every step is as it was' : 'its steps are others than they were'
  const what = expectedText(expected, stillBroken)
  const then =
    sameTrace && writtenBy === version ? [] : [`then: trace ${expected.traceHash}, compendium ${writtenBy}`]
  return [`${what}; ${steps}`, ...then].map(indent)
}

function expectedText({ invariant, assertion }: Replayed['expected'], stillBroken: boolean): string {
  if (invariant !== undefined) return `${invariant} is ${stillBroken ? 'still broken' : 'broken no more'}`
  if (assertion !== undefined) return `"${assertion}" ${stillBroken ? 'still fails' : 'fails no more'}`
  return 'nothing was broken when it was saved'
}

function closing(outcome: SimulationOutcome, version: string, theme: LessonTheme): string[] {
  return [
    ...replayedLines(outcome, version),
    theme.paint.muted(reproduceStamp(outcome, version)),
    `Run it again: ${theme.paint.code(outcome.replay)}`,
    ...lessonLine(outcome, theme),
  ]
}

/** Where the rule that broke is explained; who runs a mutant or a failing seed wants to know. */
function lessonLine({ scenario, verdict }: SimulationOutcome, theme: LessonTheme): string[] {
  if (verdict !== 'fail' || scenario.lesson === '') return []
  return [`Read why: ${theme.paint.code(`compendium learn ${scenario.lesson}`)}`]
}

function wrapped(text: string, width: number): string[] {
  return wrapAnsi(text, width).split('\n')
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`
}

import wrapAnsi from 'wrap-ansi'
import { formatQuantity, type Unit } from '../lib/quantity.ts'
import type { Interval } from '../lib/statistics.ts'
import { simulatingWords } from '../messages/simulating/index.ts'
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
  const { head } = simulatingWords()
  const part = shard === undefined ? '' : head.part(shard)
  const range =
    seeds.count === 1
      ? head.seed({ seed: seeds.first })
      : head.seeds({ count: sweep.seeds, first: seeds.first, last }) + part
  const facts = `${scenario.id}, ${range}, ${head.events({ events: sweep.events.toLocaleString('en-US') })}`
  const wrong = scenario.mutants.find(({ id }) => id === mutant)
  return [
    title,
    theme.paint.muted(facts),
    ...(wrong === undefined ? [] : wrapped(head.mistake(wrong), width)),
  ]
}

/** Each metric once, a column for each variant. */
function numbers({ scenario, sweep }: SimulationOutcome, theme: LessonTheme): string[] {
  const rows = baseMetrics(scenario).map((metric) => [
    metric.id,
    ...scenario.variants.map(({ prefix }) => cell(sweep.metrics[prefix + metric.id], metric.unit, theme)),
  ])
  const about = sweep.seeds === 1 ? '' : simulatingWords().head.interval
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
  const { broken, brokenIn } = simulatingWords()
  const rule = invariant
  const head = sweep.seeds === 1 ? broken({ rule }) : brokenIn({ rule, seeds, of: sweep.seeds, seed })
  const smaller = shrunk?.violation?.invariant === invariant ? shrunk : undefined
  const told = smaller?.violation?.story ?? story
  return [
    theme.paint.caution(head),
    ...told.flatMap((line) => wrapped(line, width - 2)).map(indent),
    ...(smaller === undefined ? [] : shrunkLines(smaller, theme, width)),
  ]
}

function shrunkLines(shrunk: ShrunkRun, theme: LessonTheme, width: number): string[] {
  const words = simulatingWords()
  const exactly = words.exactly({ command: theme.paint.code(shrunk.replay) })
  return [
    theme.paint.muted(shrunkSentence(shrunk, words)),
    ...scheduleLines(shrunk, words)
      .flatMap((line) => wrapped(line, width - 2))
      .map(indent),
    ...(shrunk.file === undefined ? [] : [exactly]),
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
  const words = simulatingWords()
  const [first = '', ...more] = wrapped(`${word}  ${text}: ${assertionFinding(result, words)}`, width)
  const smaller = shrunk?.assertion?.assertion.text === text ? shrunk : undefined
  const worst = worstSeeds.find(({ assertion }) => assertion === text)
  const below = [
    ...more,
    ...(smaller === undefined ? [] : shrunkLines(smaller, theme, width - HANGING.length)),
    ...(worst === undefined ? [] : wrapped(worstSeedSentence(worst, words), width - HANGING.length)),
    ...(worst === undefined ? [] : [theme.paint.code(worst.replay)]),
  ]
  return [first, ...below.map((line) => HANGING + line)]
}

function allHold(invariants: number): string {
  const { noInvariant, oneHolds, allHold: all } = simulatingWords().verdict
  if (invariants === 0) return noInvariant
  return invariants === 1 ? oneHolds : all({ count: invariants })
}

function verdictLines(outcome: SimulationOutcome, theme: LessonTheme): string[] {
  const { verdict, scenario, sweep, unmetGoals } = outcome
  const broken = sweep.violations.length
  const held = sweep.assertions.filter((result) => result.verdict === 'pass').length
  const words = simulatingWords().verdict
  const all = sweep.assertions.length
  const parts = [
    broken === 0 ? allHold(scenario.invariants.length) : words.broken({ count: broken }),
    ...(all > 0 ? [words.assertions({ held, all })] : []),
  ]
  const { tip, warning, caution } = theme.paint
  const paint = { pass: tip, weak: warning, inconclusive: warning, fail: caution }[verdict]
  return [
    `${paint(verdict.toUpperCase())}  ${parts.join(', ')}`,
    ...unmetGoals
      .map((goal) => scenario.goals.find(({ id }) => id === goal)?.statement ?? goal)
      .map((goal) => indent(words.neverSeen({ goal }))),
    ...(unmetGoals.length > 0 && sweep.seeds === 1 && verdict === 'weak' ? [indent(words.trySweep)] : []),
    ...(sweep.endless.count > 0 ? [indent(endlessText(outcome))] : []),
    ...(sweep.seeds > 1 && sweep.failed.count > 0
      ? [indent(words.failing({ seeds: someSeeds(sweep.failed) }))]
      : []),
  ]
}

function endlessText({ sweep }: SimulationOutcome): string {
  const { runStopped, seedsStopped } = simulatingWords().verdict
  const most = 2 * Math.ceil(sweep.events / sweep.seeds)
  return sweep.seeds === 1 ? runStopped({ most }) : seedsStopped({ seeds: someSeeds(sweep.endless), most })
}

function someSeeds({ count: all, seeds }: { count: number; seeds: readonly number[] }): string {
  const named = seeds.slice(0, SEEDS_NAMED).join(', ')
  const more = all - SEEDS_NAMED
  return more > 0 ? simulatingWords().verdict.someSeeds({ seeds: named, more }) : named
}

/** Of a file that was replayed: whether what it was written for is still there. */
function replayedLines({ replayed }: SimulationOutcome, version: string): string[] {
  if (replayed === undefined) return []
  const { expected, stillBroken, sameTrace, writtenBy } = replayed
  const words = simulatingWords().replayed
  const steps = sameTrace ? words.same : words.other
  const what = expectedText(expected, stillBroken)
  const isSame = sameTrace && writtenBy === version
  const then = isSame ? [] : [words.before({ hash: expected.traceHash, version: writtenBy })]
  return [`${what}; ${steps}`, ...then].map(indent)
}

function expectedText({ invariant, assertion }: Replayed['expected'], stillBroken: boolean): string {
  const words = simulatingWords().replayed
  const rule = { rule: invariant ?? '' }
  if (invariant !== undefined) return stillBroken ? words.stillBroken(rule) : words.brokenNoMore(rule)
  if (assertion === undefined) return words.nothingBroken
  return stillBroken ? words.stillFails({ assertion }) : words.failsNoMore({ assertion })
}

function closing(outcome: SimulationOutcome, version: string, theme: LessonTheme): string[] {
  return [
    ...replayedLines(outcome, version),
    theme.paint.muted(reproduceStamp(outcome, version)),
    simulatingWords().runAgain({ command: theme.paint.code(outcome.replay) }),
    ...lessonLine(outcome, theme),
  ]
}

/** Where the rule that broke is explained; who runs a mutant or a failing seed wants to know. */
function lessonLine({ scenario, verdict }: SimulationOutcome, theme: LessonTheme): string[] {
  if (verdict !== 'fail' || scenario.lesson === '') return []
  const command = theme.paint.code(`compendium learn ${scenario.lesson}`)
  return [simulatingWords().verdict.readWhy({ command })]
}

function wrapped(text: string, width: number): string[] {
  return wrapAnsi(text, width).split('\n')
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`
}

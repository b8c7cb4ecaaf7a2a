import wrapAnsi from 'wrap-ansi'
import { formatQuantity, type Unit } from '../lib/quantity.ts'
import type { Interval } from '../lib/statistics.ts'
import { simulatingWords } from '../messages/simulating/index.ts'
import type { ComparedMetric, Comparison } from '../simulation/compare.ts'
import type { Axis } from '../simulation/kernel/parameter-axis.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { textTable } from './text-table.ts'

export interface ComparisonTextOptions extends ThemeOptions {
  readonly width: number
  readonly version: string
}

const BAR = 24

/** For each metric a table of intervals with bars, and where it tips over. */
export function comparisonText(comparison: Comparison, options: ComparisonTextOptions): string {
  const theme = lessonTheme(options)
  const { scenario, seeds, axes, cells, events } = comparison
  const [first, second] = axes
  if (first === undefined) throw new Error('a comparison needs an axis')
  const words = simulatingWords().compared
  const over = axes
    .map(({ parameter: { id: name }, labels }) =>
      words.range({ name, first: labels[0] ?? '', last: labels.at(-1) ?? '' }),
    )
    .join(', ')
  const facts = { id: scenario.id, over, cells: cells.length, seeds: seeds.count }
  const head = [
    theme.paint.title(scenario.title),
    theme.paint.muted(words.head({ ...facts, events: events.toLocaleString('en-US') })),
  ]
  const moved = comparison.metrics.filter((compared) => isMoved(compared, comparison))
  const still = comparison.metrics.filter((compared) => !moved.includes(compared))
  const blocks = moved.map((compared) =>
    second === undefined
      ? alone(compared, first, comparison, theme, options)
      : crossed(compared, [first, second], comparison, theme),
  )
  return [head, ...blocks, stillLines(still, options), closing(comparison, theme, options)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(theme.spell).join('\n'))
    .join('\n\n')
}

function isMoved({ metric }: ComparedMetric, { cells }: Comparison): boolean {
  const means = cells.map(({ metrics }) => metrics[metric.id]?.mean)
  return means.some((mean) => !Object.is(mean, means[0]))
}

/** What the parameter has nothing to do with needs no table. */
function stillLines(still: readonly ComparedMetric[], { width }: ComparisonTextOptions): string[] {
  if (still.length === 0) return []
  const metrics = still.map(({ metric }) => metric.id).join(', ')
  const text = simulatingWords().compared.still({ metrics })
  return wrapAnsi(text, width - 2)
    .split('\n')
    .map(indent)
}

/** A line for each value: the interval, and a bar. */
function alone(
  { metric, tipping }: ComparedMetric,
  axis: Axis,
  { cells }: Comparison,
  theme: LessonTheme,
  options: ComparisonTextOptions,
): string[] {
  const found = cells.map(({ metrics }) => metrics[metric.id])
  const most = Math.max(0, ...found.map((one) => finite(one?.mean)))
  const step = tipping[0]
  const rows = axis.labels.map((label, index) => [
    label,
    intervalText(found[index], metric.unit),
    bar(finite(found[index]?.mean), most, options.unicode),
    step?.index === index - 1 ? simulatingWords().compared.tips : '',
  ])
  const columns = [
    { title: axis.parameter.id, align: 'right' as const },
    { title: metric.id, align: 'right' as const },
    { title: '' },
    { title: '' },
  ]
  const about =
    step === undefined ? [] : wrapAnsi(stepText(step, axis, metric.unit), options.width - 2).split('\n')
  const table = textTable(columns, rows, theme.paint.strong).map((line) => line.trimEnd())
  return [...table, ...about].map(indent)
}

/** The first parameter down, the second across. */
function crossed(
  { metric, tipping }: ComparedMetric,
  [first, second]: readonly [Axis, Axis],
  { cells }: Comparison,
  theme: LessonTheme,
): string[] {
  const rows = first.labels.map((label, row) => [
    label,
    ...second.labels.map((_, column) => {
      const cell = cells[column * first.labels.length + row]?.metrics[metric.id]
      const mark = tipping[column]?.index === row - 1 ? ' <-' : ''
      return `${intervalText(cell, metric.unit)}${mark}`
    }),
  ])
  const columns = second.labels.map((label) => ({
    title: `${second.parameter.id}=${label}`,
    align: 'right' as const,
  }))
  const table = textTable(
    [{ title: first.parameter.id, align: 'right' }, ...columns],
    rows,
    theme.paint.strong,
  )
  return [theme.paint.strong(metric.id), ...table.map(indent)]
}

function stepText({ index, change }: { index: number; change: Interval }, axis: Axis, unit: Unit): string {
  const [from = '', to = ''] = [axis.labels[index], axis.labels[index + 1]]
  return simulatingWords().compared.step({ from, to, change: intervalText(change, unit) })
}

function closing(
  { violations, endless, replay, scenario }: Comparison,
  theme: LessonTheme,
  { version, width }: ComparisonTextOptions,
): string[] {
  const { compared, runAgain } = simulatingWords()
  const trouble = [
    ...(violations > 0 ? [compared.broke({ count: violations })] : []),
    ...(endless > 0 ? [compared.stopped({ count: endless })] : []),
  ]
  return [
    ...trouble.flatMap((line) => wrapAnsi(theme.paint.warning(line), width).split('\n')),
    theme.paint.muted(`scenario version ${scenario.version}, compendium ${version}`),
    runAgain({ command: theme.paint.code(replay) }),
  ]
}

function intervalText(interval: Interval | undefined, unit: Unit): string {
  if (interval === undefined || Number.isNaN(interval.mean)) return simulatingWords().none
  const mean = formatQuantity(interval.mean, unit)
  if (Number.isNaN(interval.low)) return mean
  return `${mean}  [${formatQuantity(interval.low, unit)}, ${formatQuantity(interval.high, unit)}]`
}

function bar(value: number, most: number, unicode: boolean): string {
  const length = most > 0 ? Math.round((BAR * Math.max(0, value)) / most) : 0
  return (unicode ? '█' : '#').repeat(length).padEnd(BAR)
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0
}

function indent(line: string): string {
  return `  ${line}`
}

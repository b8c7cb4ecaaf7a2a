import wrapAnsi from 'wrap-ansi'
import type { PathSummary } from '../learning/paths/path-data.ts'
import type { PathItem, PathProgress } from '../learning/paths/path-progress.ts'
import type { Plan, PlanRow } from '../learning/paths/plan-data.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { minutesText } from './minutes-text.ts'
import { textTable } from './text-table.ts'

interface PathTextOptions extends ThemeOptions {
  readonly width: number
}

const WEEKS_A_MONTH = 52 / 12

export function pathListText(paths: readonly PathSummary[], options: PathTextOptions): string {
  if (paths.length === 0) return 'There are no paths yet.'
  const theme = lessonTheme(options)
  const columns = [
    { title: 'Path', paint: theme.paint.strong },
    { title: 'For' },
    { title: 'Takes', align: 'right' as const },
    { title: 'Done', align: 'right' as const },
    { title: '' },
  ]
  const rows = paths.map((path) => [
    path.id,
    path.title,
    minutesText(path.minutes),
    `${path.done}/${path.total}`,
    path.followed ? 'followed' : '',
  ])
  const lines = textTable(columns, rows, theme.paint.muted).map((line) => line.trimEnd())
  const [first] = paths
  return [
    ...lines,
    '',
    `See one: compendium path show ${first?.id}`,
    `Follow one: compendium path follow ${first?.id}`,
  ].join('\n')
}

/** Part by part; what waits says for what. */
export function pathText(progress: PathProgress, options: PathTextOptions): string {
  const { path, parts, done, total, minutes, minutesLeft } = progress
  const theme = lessonTheme(options)
  const head = [
    theme.paint.title(path.title),
    ...wrapAnsi(path.summary, options.width).split('\n'),
    `${done} of ${total} done. ${minutesText(minutes)} in all, ${minutesText(minutesLeft)} left.${pace(progress)}`,
  ]
  const items = parts.flatMap(({ items }) => items)
  const width = Math.max(...items.map(({ item }) => item.title.length), 0)
  const body = parts.flatMap(({ title, items }) => [
    '',
    theme.paint.part(title),
    ...items.map((one) => itemLine(one, Math.min(width, options.width - 38), theme)),
  ])
  const next = items.find(({ state }) => state === 'recommended')
  const end = next === undefined ? [] : ['', `Next: ${next.item.title}, the ${next.item.kind}`]
  return [...head, ...body, ...end].join('\n')
}

function pace({ path, minutesLeft }: PathProgress): string {
  if (path.months === undefined || minutesLeft === 0) return ''
  const weekly = Math.ceil(minutesLeft / (path.months * WEEKS_A_MONTH) / 5) * 5
  return ` In ${path.months} months: ${minutesText(weekly)} a week.`
}

function itemLine({ item, state }: PathItem, width: number, { paint }: LessonTheme): string {
  const title = item.title.length > width ? `${item.title.slice(0, width - 3)}...` : item.title.padEnd(width)
  const paints = { done: paint.tip, recommended: paint.strong, ready: paint.code, locked: paint.muted }
  return `  ${paints[state](state.padEnd(11))}  ${title}  ${item.kind.padEnd(10)}  ${minutesText(item.minutes)}`
}

/** In order, each with its reason. */
export function planText(plan: Plan, options: PathTextOptions): string {
  const { goal, items, later, known, minutes, totalMinutes } = plan
  const { paint } = lessonTheme(options)
  const title = goal === undefined ? 'What is best done in this time' : `The way to ${goal.title}`
  const left = known === 0 ? '' : ` ${known} more ${known === 1 ? 'is' : 'are'} behind you; --all shows them.`
  if (items.length === 0 && later.length === 0) return `${paint.title(title)}\n${nothing(plan)}`
  const total =
    later.length === 0
      ? `${count(items.length)}, ${minutesText(minutes)}.${left}`
      : `${count(items.length)}, ${minutesText(minutes)} of ${minutesText(totalMinutes)}.${left}`
  const rest =
    later.length === 0
      ? []
      : ['', paint.part('Later'), ...later.flatMap((row, at) => lines(row, items.length + at + 1, options))]
  return [
    paint.title(title),
    total,
    '',
    ...items.flatMap((row, at) => lines(row, at + 1, options)),
    ...rest,
  ].join('\n')
}

function count(items: number): string {
  return items === 1 ? '1 item' : `${items} items`
}

function nothing({ goal }: Plan): string {
  return goal === undefined
    ? 'Nothing that is ready fits into it.'
    : 'You are there: all that leads to it is done or mastered. --all shows it.'
}

function lines(
  { kind, title, minutes, why, command, state }: PlanRow,
  number: number,
  options: PathTextOptions,
): string[] {
  const { paint } = lessonTheme(options)
  const done = state === 'done' ? ', done' : ''
  const margin = '    '
  return [
    `${String(number).padStart(2)}. ${paint.strong(title)} (${kind}, ${minutesText(minutes)}${done})`,
    ...wrapAnsi(why, options.width - margin.length)
      .split('\n')
      .map((line) => margin + paint.muted(line)),
    margin + paint.code(command),
  ]
}

import wrapAnsi from 'wrap-ansi'
import type { PathSummary } from '../learning/paths/path-data.ts'
import type { PathItem, PathProgress } from '../learning/paths/path-progress.ts'
import type { Plan, PlanRow } from '../learning/paths/plan-data.ts'
import { studyWords } from '../messages/study/index.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { minutesText } from './minutes-text.ts'
import { textTable } from './text-table.ts'

interface PathTextOptions extends ThemeOptions {
  readonly width: number
}

const WEEKS_A_MONTH = 52 / 12

export function pathListText(paths: readonly PathSummary[], options: PathTextOptions): string {
  const words = studyWords().path
  if (paths.length === 0) return words.none
  const theme = lessonTheme(options)
  const columns = [
    { title: words.columns.path, paint: theme.paint.strong },
    { title: words.columns.for },
    { title: words.columns.takes, align: 'right' as const },
    { title: words.columns.done, align: 'right' as const },
    { title: '' },
  ]
  const rows = paths.map((path) => [
    path.id,
    path.title,
    minutesText(path.minutes),
    `${path.done}/${path.total}`,
    path.followed ? words.followed : '',
  ])
  const lines =
    options.plain === true
      ? paths.map(pathSentence)
      : textTable(columns, rows, theme.paint.muted).map((line) => line.trimEnd())
  const [first] = paths
  return [
    ...lines,
    '',
    words.seeOne({ command: `compendium path show ${first?.id}` }),
    words.followOne({ command: `compendium path follow ${first?.id}` }),
  ].join('\n')
}

function pathSentence({ id, title, minutes, done, total, followed }: PathSummary): string {
  const { plain, plainFollowed } = studyWords().path
  const sentence = plain({ id, title, takes: minutesText(minutes), done, total })
  return followed ? `${sentence} ${plainFollowed}` : sentence
}

/** Part by part; what waits says for what. */
export function pathText(progress: PathProgress, options: PathTextOptions): string {
  const { path, parts, done, total, minutes, minutesLeft } = progress
  const theme = lessonTheme(options)
  const { path: words, theKinds } = studyWords()
  const head = [
    theme.paint.title(path.title),
    ...wrapAnsi(path.summary, options.width).split('\n'),
    `${words.progress({ done, total, all: minutesText(minutes), left: minutesText(minutesLeft) })}${pace(progress)}`,
  ]
  const items = parts.flatMap(({ items }) => items)
  const width = Math.max(...items.map(({ item }) => item.title.length), 0)
  const body = parts.flatMap(({ title, items }) => [
    '',
    theme.paint.part(title),
    ...items.map((one) => itemLine(one, Math.min(width, options.width - 38), theme)),
  ])
  const next = items.find(({ state }) => state === 'recommended')
  const end =
    next === undefined ? [] : ['', words.next({ title: next.item.title, kind: theKinds[next.item.kind] })]
  return [...head, ...body, ...end].join('\n')
}

function pace({ path, minutesLeft }: PathProgress): string {
  if (path.months === undefined || minutesLeft === 0) return ''
  const weekly = Math.ceil(minutesLeft / (path.months * WEEKS_A_MONTH) / 5) * 5
  return ` ${studyWords().path.pace({ months: path.months, weekly: minutesText(weekly) })}`
}

function itemLine({ item, state }: PathItem, width: number, { paint }: LessonTheme): string {
  const title = item.title.length > width ? `${item.title.slice(0, width - 3)}...` : item.title.padEnd(width)
  const paints = { done: paint.tip, recommended: paint.strong, ready: paint.code, locked: paint.muted }
  const { states, kinds } = studyWords()
  return `  ${paints[state](states[state].padEnd(11))}  ${title}  ${kinds[item.kind].padEnd(10)}  ${minutesText(item.minutes)}`
}

/** Which path is followed, and what to type next. */
export function followText(path: { readonly id: string; readonly title: string } | undefined): string {
  const words = studyWords().path
  if (path === undefined) return words.followsNone({ command: 'compendium path list' })
  return [
    words.follows(path),
    words.whatIsNext({ command: 'compendium recommend' }),
    words.allOfIt({ command: `compendium path show ${path.id}` }),
  ].join('\n')
}

/** In order, each with its reason. */
export function planText(plan: Plan, options: PathTextOptions): string {
  const { goal, items, later, known, minutes, totalMinutes } = plan
  const { paint } = lessonTheme(options)
  const words = studyWords().path
  const title = goal === undefined ? words.inThisTime : words.wayTo({ goal: goal.title })
  const left = known === 0 ? '' : ` ${words.behindYou({ count: known })}`
  if (items.length === 0 && later.length === 0) return `${paint.title(title)}\n${nothing(plan)}`
  const total =
    later.length === 0
      ? words.total({ items: items.length, minutes: minutesText(minutes) })
      : words.totalOf({
          items: items.length,
          minutes: minutesText(minutes),
          all: minutesText(totalMinutes),
        })
  const rest =
    later.length === 0
      ? []
      : [
          '',
          paint.part(words.later),
          ...later.flatMap((row, at) => lines(row, items.length + at + 1, options)),
        ]
  return [
    paint.title(title),
    total + left,
    '',
    ...items.flatMap((row, at) => lines(row, at + 1, options)),
    ...rest,
  ].join('\n')
}

function nothing({ goal }: Plan): string {
  const { path } = studyWords()
  return goal === undefined ? path.nothingFits : path.thereAlready
}

function lines(
  { kind, title, minutes, why, command, state }: PlanRow,
  number: number,
  options: PathTextOptions,
): string[] {
  const { paint } = lessonTheme(options)
  const { path, kinds } = studyWords()
  const done = state === 'done' ? `, ${path.isDone}` : ''
  const margin = '    '
  return [
    `${String(number).padStart(2)}. ${paint.strong(title)} (${kinds[kind]}, ${minutesText(minutes)}${done})`,
    ...wrapAnsi(why, options.width - margin.length)
      .split('\n')
      .map((line) => margin + paint.muted(line)),
    margin + paint.code(command),
  ]
}

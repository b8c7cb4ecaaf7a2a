import type { Progress, Status, TopicProgress } from '../learning/progress.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { statusPaint } from './status-paint.ts'
import { type TextColumn, textTable } from './text-table.ts'

export interface ProgressTextOptions extends ThemeOptions {
  /** A topic to begin with, for somebody who has not begun. */
  readonly firstTopic: string | undefined
  /** Questions that come back now. */
  readonly reviewsDue: number
  /** The day of an instant as it is to be written. */
  readonly date: (atMs: number) => string
}

/** The dashboard: totals in a line, then one row for each topic that was begun, then what to do next. */
export function progressText(progress: Progress, options: ProgressTextOptions): string {
  const topics = Object.entries(progress.topics)
  if (topics.length === 0) return emptyText(options.firstTopic)
  const theme = lessonTheme(options)
  const columns: TextColumn[] = [
    { title: 'Topic', paint: theme.paint.strong },
    { title: 'Status', paint: statusPaint(theme) },
    { title: 'Quiz', align: 'right' },
    { title: 'Attempts', align: 'right' },
    { title: 'Last on', align: 'left' },
  ]
  const rows = topics.map(([slug, topic]) => row(slug, topic, progress, options))
  const due = options.reviewsDue
  const review = due === 0 ? [] : ['', `${plural(due, 'question')} to review: compendium review`]
  const table = textTable(columns, rows, theme.paint.muted)
  return [totals(progress), '', ...table, ...review, ...nextSteps(topics)].join('\n')
}

function emptyText(firstTopic: string | undefined): string {
  const next = firstTopic === undefined ? 'compendium learn' : `compendium learn ${firstTopic}`
  return `Nothing here yet. What you read, answer and solve will be listed here.\n\nBegin with: ${next}`
}

function totals({ read, quizzes, passed, attempts, streakDays }: Progress): string {
  const quizzed = Object.values(quizzes).filter(({ answered, total }) => answered === total).length
  return [
    `${read.length} read`,
    `${quizzed} quizzed`,
    `${passed.length} passed`,
    plural(attempts, 'attempt'),
    ...(streakDays > 1 ? [`${streakDays} days in a row`] : []),
  ].join(', ')
}

function row(slug: string, topic: TopicProgress, progress: Progress, options: ProgressTextOptions): string[] {
  const quiz = progress.quizzes[slug]
  return [
    slug,
    topic.status,
    quiz ? `${quiz.correct}/${quiz.total}` : '-',
    String(topic.attempts),
    options.date(topic.lastAtMs),
  ]
}

const NEXT: Readonly<Record<Exclude<Status, 'new' | 'passed'>, (slug: string) => string>> = {
  reading: (slug) => `compendium learn ${slug}`,
  read: (slug) => `compendium quiz ${slug}`,
  quizzed: (slug) => `compendium generate exercise ${slug}`,
}

/** For the topic that was touched last and is not passed yet. */
function nextSteps(topics: readonly (readonly [string, TopicProgress])[]): string[] {
  const open = topics.filter(([, { status }]) => status in NEXT)
  const [latest] = open.sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs)
  if (!latest) return []
  const [slug, { status }] = latest
  return ['', `Next: ${NEXT[status as keyof typeof NEXT](slug)}`]
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

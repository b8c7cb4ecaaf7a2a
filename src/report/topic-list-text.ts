import type { TopicRow } from '../learning/load-progress.ts'
import { studyWords } from '../messages/study/index.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { statusPaint } from './status-paint.ts'
import { type TextColumn, textTable } from './text-table.ts'

/** Topics as a table, principles before patterns: what to type, how hard, how long, and how far the learner has come. */
export function topicListText(rows: readonly TopicRow[], options: ThemeOptions): string {
  const { topics, status: statuses, difficulty: levels, topicKinds } = studyWords()
  if (rows.length === 0) return topics.none
  const theme = lessonTheme(options)
  const columns: TextColumn[] = [
    { title: topics.columns.topic, paint: theme.paint.strong },
    { title: topics.columns.kind },
    { title: topics.columns.difficulty },
    { title: topics.columns.minutes, align: 'right' },
    { title: topics.columns.status, paint: statusPaint(theme, statuses) },
  ]
  const principles = rows.filter(({ kind }) => kind !== 'pattern')
  const patterns = rows.filter(({ kind }) => kind === 'pattern')
  const sorted = [...principles, ...patterns]
  const example = rows.find(({ status }) => status === 'new') ?? rows[0]
  const readOne = topics.readOne({ command: `compendium learn ${example?.slug}` })
  if (options.plain === true) return [...sorted.map(topicSentence), '', readOne].join('\n')
  const cells = sorted.map(({ slug, kind, difficulty, minutes, status }) => [
    slug,
    topicKinds[kind],
    levels[difficulty],
    String(minutes),
    statuses[status],
  ])
  const [titles = '', ...lines] = textTable(columns, cells, theme.paint.muted)
  const sections = [
    ...['', theme.paint.strong(topics.principles), ...lines.slice(0, principles.length)],
    ...['', theme.paint.strong(topics.patterns), ...lines.slice(principles.length)],
  ]
  return [titles, ...(principles.length === 0 || patterns.length === 0 ? lines : sections), '', readOne].join(
    '\n',
  )
}

function topicSentence({ slug, kind, difficulty, minutes, status }: TopicRow): string {
  const words = studyWords()
  return words.topics.plain({
    ...{ slug, minutes, kind: words.topicKinds[kind] },
    difficulty: words.difficulty[difficulty],
    status: words.status[status],
  })
}

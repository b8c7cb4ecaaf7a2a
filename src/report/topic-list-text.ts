import type { TopicRow } from '../learning/load-progress.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { statusPaint } from './status-paint.ts'
import { type TextColumn, textTable } from './text-table.ts'

/** Topics as a table, principles before patterns: what to type, how hard, how long, and how far the learner has come. */
export function topicListText(rows: readonly TopicRow[], options: ThemeOptions): string {
  if (rows.length === 0) return 'There are no topics yet.'
  const theme = lessonTheme(options)
  const columns: TextColumn[] = [
    { title: 'Topic', paint: theme.paint.strong },
    { title: 'Kind' },
    { title: 'Difficulty' },
    { title: 'Minutes', align: 'right' },
    { title: 'Status', paint: statusPaint(theme) },
  ]
  const principles = rows.filter(({ kind }) => kind !== 'pattern')
  const patterns = rows.filter(({ kind }) => kind === 'pattern')
  const cells = [...principles, ...patterns].map(({ slug, kind, difficulty, minutes, status }) => [
    slug,
    kind,
    difficulty,
    String(minutes),
    status,
  ])
  const example = rows.find(({ status }) => status === 'new') ?? rows[0]
  const [titles = '', ...lines] = textTable(columns, cells, theme.paint.muted)
  const sections = [
    ...['', theme.paint.strong('Principles'), ...lines.slice(0, principles.length)],
    ...['', theme.paint.strong('Patterns'), ...lines.slice(principles.length)],
  ]
  return [
    titles,
    ...(principles.length === 0 || patterns.length === 0 ? lines : sections),
    '',
    `Read one: compendium learn ${example?.slug}`,
  ].join('\n')
}

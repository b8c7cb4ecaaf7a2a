import wrapAnsi from 'wrap-ansi'
import type { ContentIndex } from '../../authoring/index/index-content.ts'
import { lessonTheme } from '../lesson/theme.ts'
import type { ContentTextOptions } from './stats-text.ts'

type Entry = ContentIndex['entries'][number]

/** Each key with what stands under it; use cases, which are sentences, behind what they are of. */
export function contentIndexText({ by, entries }: ContentIndex, options: ContentTextOptions): string {
  const rows = entries.map((entry): readonly [string, string] =>
    by === 'use-case'
      ? [entry.items.map(({ slug }) => slug).join(', '), entry.title]
      : [entry.title, itemsText(entry)],
  )
  if (rows.length === 0) return 'Nothing is indexed by that.'
  const theme = lessonTheme(options)
  return rows
    .flatMap(([term, text]) => [
      ...wrapAnsi(theme.paint.strong(term), options.width).split('\n'),
      ...wrapAnsi(text, options.width - 2)
        .split('\n')
        .map((line) => `  ${line}`),
    ])
    .map(theme.spell)
    .join('\n')
}

function itemsText({ items }: Entry): string {
  return items.map(({ slug, kind, role }) => `${slug}${noteOf(kind, role)}`).join(', ')
}

function noteOf(kind: string, role: Entry['items'][number]['role']): string {
  const notes = [
    ...(kind === 'short' || kind === 'cluster' ? [kind] : []),
    ...(role === undefined ? [] : [role]),
  ]
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`
}

import wrapAnsi from 'wrap-ansi'
import type { AuditResult } from '../../authoring/audit/audit.ts'
import { counted } from '../../lib/counted.ts'
import { lessonTheme } from '../lesson/theme.ts'
import { textTable } from '../text-table.ts'
import type { ContentTextOptions } from './stats-text.ts'

type Item = AuditResult['items'][number]

/** One lesson in full, or all of them, a line each, with what they lack most. */
export function auditText(result: AuditResult, options: ContentTextOptions): string {
  const [first] = result.items
  const lines = first !== undefined && result.short === undefined ? one(first) : all(result, options)
  const { spell } = lessonTheme(options)
  return lines.map(spell).join('\n')
}

function one({ title, whole, parts, missing }: Item): string[] {
  const rows = parts.map(({ part, words, isEmpty }) => {
    const lacks = missing.filter((gap) => gap.part === part).map(({ message }) => message)
    return [part, isEmpty ? 'empty' : String(words), lacks.length === 0 ? 'nothing' : lacks.join('; ')]
  })
  return [
    `${title}: ${whole ? 'whole' : `${counted(missing.length, 'thing')} missing`}`,
    '',
    ...textTable([{ title: 'Part' }, { title: 'Words', align: 'right' }, { title: 'Missing' }], rows),
  ]
}

function all({ items, whole, missing, short = [], others = [] }: AuditResult, options: ContentTextOptions) {
  const { width } = options
  const lacking = items.filter((item) => !item.whole)
  const fill = (text: string) => wrapAnsi(text, width).split('\n')
  const hang = ({ slug, missing: gaps }: Item) => {
    const text = `${slug}: ${gaps.map(({ what }) => what).join(', ')}`
    return wrapAnsi(text, width - 2)
      .split('\n')
      .map((line, index) => (index === 0 ? line : `  ${line}`))
  }
  const tally = missing.map(({ what, items: number }) => [what, String(number)])
  return [
    `${counted(items.length, 'lesson')}, ${whole} whole. ${short.length} patterns have only a short entry.`,
    ...(lacking.length === 0 ? [] : ['', ...lacking.flatMap(hang)]),
    ...(tally.length === 0
      ? []
      : ['', ...textTable([{ title: 'Missing' }, { title: 'Lessons', align: 'right' }], tally)]),
    '',
    ...others.flatMap(({ kind, items: number, parts }) => {
      const has = Object.entries(parts).map(([part, count]) => `${part} ${count}`)
      return fill(`${counted(number, kind)}; of these have ${has.join(', ')}.`)
    }),
  ]
}

import wrapAnsi from 'wrap-ansi'
import type { Correction } from '../search/query.ts'
import type { Found, SearchResult } from '../search/search.ts'
import type { SearchItem } from '../search/types.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** What was found, with the sentence that says it and the way to open it. */
export function searchText(words: string, found: SearchResult, look: Look): string {
  const { results, total, corrections, concepts } = found
  const shown = new Set(results.map(({ item }) => item.slug))
  const terms = conceptLines(
    concepts.filter(({ slug }) => !shown.has(slug)),
    look,
  )
  if (results.length === 0 && terms.length === 0) {
    return [`Nothing found for "${words}".`, 'See what there is: compendium learn'].join('\n')
  }
  const { paint } = lessonTheme(look)
  const head = correctionText(corrections)
  const more = total > results.length ? [`${total - results.length} more: --limit ${results.length * 2}`] : []
  return [
    ...head.map((line) => paint.muted(line)),
    ...terms,
    ...results.flatMap((one) => [...resultLines(one, look), '']),
    ...more,
  ]
    .join('\n')
    .trimEnd()
}

/** What the words themselves mean. */
export function conceptLines(concepts: readonly SearchItem[], look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  return concepts.flatMap(({ slug, title, description, open }) => [
    `${paint.strong(spell(title))}  ${paint.muted(`${slug} (concept)`)}`,
    ...indented(spell(description), look),
    ...(open === undefined ? [] : [`  ${paint.link(open)}`]),
    '',
  ])
}

export function correctionText(corrections: readonly Correction[]): string[] {
  if (corrections.length === 0) return []
  const list = corrections.map(({ typed, meant }) => `"${meant}" for "${typed}"`).join(', ')
  return [`Searched for ${list}.`, '']
}

function resultLines({ item, passage }: Found, look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  const traits = [item.kind, item.category, item.difficulty, item.short && 'short entry'].filter(Boolean)
  const head = `${paint.strong(spell(item.title))}  ${paint.muted(`${item.slug} (${traits.join(', ')})`)}`
  const said = passage === undefined ? [] : [`${passage.section}: ${passage.text}`]
  const ways = item.open === undefined ? [] : [item.open]
  const rest = [item.description, ...shortLines(item), ...said].flatMap((line) => indented(spell(line), look))
  return [head, ...rest, ...ways.map((way) => `  ${paint.link(way)}`)]
}

function shortLines({ short }: Found['item']): string[] {
  if (short === undefined) return []
  const [source] = short.sources
  return [
    `When: ${short.when}`,
    `When not: ${short.whenNot}`,
    ...(source ? [`Read more: ${source.title}, ${source.url}`] : []),
  ]
}

/** Wrapped and moved in by two columns. */
export function indented(text: string, { width }: { readonly width: number }, margin = '  '): string[] {
  return wrapAnsi(text, Math.max(16, width - margin.length))
    .split('\n')
    .map((line) => margin + line)
}

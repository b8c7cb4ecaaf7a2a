import wrapAnsi from 'wrap-ansi'
import { searchWords } from '../messages/search/index.ts'
import { studyWords } from '../messages/study/index.ts'
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
  const say = searchWords()
  const shown = new Set(results.map(({ item }) => item.slug))
  const terms = conceptLines(
    concepts.filter(({ slug }) => !shown.has(slug)),
    look,
  )
  if (results.length === 0 && terms.length === 0) {
    return [say.nothingFor({ words }), say.seeAll].join('\n')
  }
  const { paint } = lessonTheme(look)
  const head = correctionText(corrections)
  const left = { count: total - results.length, limit: results.length * 2 }
  const more = left.count > 0 ? [say.more(left)] : []
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
    ...hung(
      `${paint.strong(spell(title))}  ${paint.muted(`${slug} (${searchWords().kinds.concept})`)}`,
      look,
    ),
    ...indented(spell(description), look),
    ...(open === undefined ? [] : [`  ${paint.link(open)}`]),
    '',
  ])
}

export function correctionText(corrections: readonly Correction[]): string[] {
  if (corrections.length === 0) return []
  const say = searchWords()
  return [say.searchedFor({ list: corrections.map(say.meant).join(', ') }), '']
}

function resultLines({ item, passage }: Found, look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  const head = `${paint.strong(spell(item.title))}  ${paint.muted(`${item.slug} (${traitsOf(item).join(', ')})`)}`
  const said = passage === undefined ? [] : [`${passage.section}: ${passage.text}`]
  const ways = item.open === undefined ? [] : [item.open]
  const rest = [item.description, ...shortLines(item), ...said].flatMap((line) => indented(spell(line), look))
  return [...hung(head, look), ...rest, ...ways.map((way) => `  ${paint.link(way)}`)]
}

/** What is not named in the language that is spoken is shown as the corpus has it. */
function traitsOf({ kind, category = '', difficulty = '', short }: SearchItem): string[] {
  const { categories, difficulty: difficulties, topicKinds } = studyWords()
  const say = searchWords()
  const named = (names: Readonly<Record<string, string>>, id: string) => names[id] ?? id
  const traits = [
    named({ ...topicKinds, ...say.kinds }, kind),
    named(categories, category),
    named(difficulties, difficulty),
    short === undefined ? '' : say.short,
  ]
  return traits.filter((one) => one !== '')
}

function shortLines({ short }: Found['item']): string[] {
  if (short === undefined) return []
  const say = searchWords()
  const [source] = short.sources
  return [
    say.when({ text: short.when }),
    say.whenNot({ text: short.whenNot }),
    ...(source ? [say.readMore(source)] : []),
  ]
}

/** Wrapped; what goes on is moved in by two columns. */
export function hung(text: string, { width }: { readonly width: number }): string[] {
  const [first = '', ...more] = wrapAnsi(text, Math.max(16, width - 2)).split('\n')
  return [first, ...more.map((line) => `  ${line}`)]
}

/** Wrapped and moved in by two columns. */
export function indented(text: string, { width }: { readonly width: number }, margin = '  '): string[] {
  return wrapAnsi(text, Math.max(16, width - margin.length))
    .split('\n')
    .map((line) => margin + line)
}

import { rarity } from './rank.ts'
import type { SearchIndex, Section } from './types.ts'
import { terms } from './words.ts'

/** The section of a lesson that says most about what was asked, and the sentence in it. */
export interface Passage {
  readonly anchor: string
  readonly section: string
  readonly text: string
}

/** Begins a line of code in the text of a section. */
export const CODE_MARK = '\t'
/** Stands between the cells of a table. */
const CELL_MARK = ' · '
/** A row or a line of code tells less out of its place than a sentence does, and must say more to be shown. */
const OUT_OF_PLACE = 0.4
const LONGEST = 240
/** What is shorter than this, in characters, is mostly a head, a label or half a thought. */
const SHORTEST = 60
/** Where else to look, in brackets: of use to readers of the lesson, not here. */
const POINTER = /\s*\(compendium [^)]*\)/g

/** The best of the sections for these stems; undefined when none says anything. */
export function bestPassage(
  sections: readonly Section[],
  asked: ReadonlyMap<string, number>,
  index: SearchIndex,
): Passage | undefined {
  const worth = new Map([...asked].map(([term, weight]) => [term, weight * rarity(term, index)]))
  let best: { readonly score: number; readonly section: Section } | undefined
  for (const section of sections) {
    const score = scoreOf(section, worth)
    if (score > (best?.score ?? 0)) best = { score, section }
  }
  if (best === undefined) return undefined
  const { anchor, title, text } = best.section
  return { anchor, section: title, text: snippet(text, worth) }
}

/** Stems of a section and how often they stand in it; counted once for each section that is read. */
const counted = new WeakMap<
  Section,
  { readonly length: number; readonly counts: ReadonlyMap<string, number> }
>()

function countTerms(section: Section) {
  const known = counted.get(section)
  if (known) return known
  const counts = new Map<string, number>()
  const found = section.stems.split(' ')
  for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1)
  const result = { length: found.length, counts }
  counted.set(section, result)
  return result
}

/** Words that are there, by rarity, damped by the length of the text: a long section says everything somewhere. */
function scoreOf(section: Section, worth: ReadonlyMap<string, number>): number {
  const { length, counts } = countTerms(section)
  const norm = 0.4 + (0.6 * length) / 150
  let score = 0
  for (const [term, value] of worth) {
    const count = counts.get(term) ?? 0
    if (count > 0) score += (value * count * 2.2) / (count + 1.2 * norm)
  }
  return score
}

/** The sentence with most of what was asked, with what follows where it is too short to tell, cut to what a terminal bears. */
function snippet(text: string, worth: ReadonlyMap<string, number>): string {
  let best = { score: -1, text: '' }
  // What announces code or a table is nothing without it.
  for (const candidate of candidates(text).filter((one) => !one.endsWith(':'))) {
    const found = new Set(terms(candidate))
    const said = [...found].reduce((sum, term) => sum + (worth.get(term) ?? 0), 0)
    const score = isProse(candidate) ? said : said * OUT_OF_PLACE
    if (score > best.score) best = { score, text: candidate }
  }
  return shorten(best.text.replace(/\s+/g, ' ').trim())
}

/**
 * Every sentence of a section. A head that runs into its paragraph ("Concurrency.") says nothing alone, so that sentences below
 * `SHORTEST` take the next ones of their line along; one that announces a list takes its first item.
 */
function candidates(text: string): string[] {
  const lines = text.replaceAll(POINTER, '').split(/\n+/)
  return lines.flatMap((line, at) => {
    if (!isProse(line)) return [line]
    const sentences = line.split(/(?<=[.!?])\s+/).map((one) => one.replace(/\s+/g, ' ').trim())
    const next = lines[at + 1] ?? ''
    return sentences.map((_, from) => {
      const taken = together(sentences.slice(from))
      return taken.endsWith(':') && isProse(next) ? `${taken} ${next}` : taken
    })
  })
}

function isProse(line: string): boolean {
  return !line.startsWith(CODE_MARK) && !line.includes(CELL_MARK)
}

function together(sentences: readonly string[]): string {
  let taken = ''
  for (const sentence of sentences) {
    if (taken.length >= SHORTEST) break
    taken = taken === '' ? sentence : `${taken} ${sentence}`
  }
  return taken
}

function shorten(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST - 4))} ...`
}

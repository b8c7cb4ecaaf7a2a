import { rarity } from './rank.ts'
import type { SearchIndex, Section } from './types.ts'
import { terms } from './words.ts'

/** The section of a lesson that says most about what was asked, and the sentence in it. */
export interface Passage {
  readonly anchor: string
  readonly section: string
  readonly text: string
}

const LONGEST = 240

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
  const found = terms(`${section.title}\n${section.text}`)
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

/** The sentence with most of what was asked, cut to a length that a terminal bears. */
function snippet(text: string, worth: ReadonlyMap<string, number>): string {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.trim() !== '')
  let best = { score: -1, text: sentences[0] ?? '' }
  for (const sentence of sentences) {
    const found = new Set(terms(sentence))
    const score = [...found].reduce((sum, term) => sum + (worth.get(term) ?? 0), 0)
    if (score > best.score) best = { score, text: sentence }
  }
  return shorten(best.text.replace(/\s+/g, ' ').trim())
}

function shorten(text: string): string {
  if (text.length <= LONGEST) return text
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST - 4))} ...`
}

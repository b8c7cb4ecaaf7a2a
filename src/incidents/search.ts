import type { Incident } from '../corpus/incident.ts'
import { closest } from '../lib/closest.ts'
import { ln } from '../lib/portable-math.ts'
import { searchWords, singular } from './words.ts'

export interface IncidentHit {
  readonly incident: Incident
  /** More is better; only the order within one search means something. */
  readonly score: number
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)

/** What is looked at, and how much a word counts there: what names the incident more than what tells of it. */
const FIELDS: readonly (readonly [weight: number, text: (one: Incident) => string])[] = [
  [6, ({ company }) => company],
  [5, ({ title, id }) => `${title} ${id}`],
  [4, ({ categories }) => categories.join(' ')],
  [3, ({ date }) => `${date} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`],
  [3, ({ patterns }) => patterns.join(' ')],
  [3, ({ cause }) => cause],
  [2, ({ happened, impact }) => `${happened ?? ''} ${impact ?? ''}`],
  [1, ({ lessons, laws, sourceTitle }) => [...lessons, ...laws, sourceTitle].join(' ')],
]

/** How much a match counts that is not the word itself. */
const BEGINNING = 0.6
const MISTYPED = 0.5
/** What further fields add in which the word stands as well. */
const AGAIN = 0.2

/** By word, singular: the weights of the fields that hold it, the greatest first. */
type Indexed = ReadonlyMap<string, readonly number[]>

/** What a search goes through: made once for as many searches as there are. */
export interface IncidentSearchIndex {
  readonly incidents: readonly { readonly incident: Incident; readonly words: Indexed }[]
  readonly vocabulary: readonly string[]
}

export function indexIncidents(incidents: readonly Incident[]): IncidentSearchIndex {
  const indexes = incidents.map((incident) => ({ incident, words: indexed(incident) }))
  return { incidents: indexes, vocabulary: [...new Set(indexes.flatMap(({ words }) => [...words.keys()]))] }
}

/**
 * Those that hold any of the words, best first, equals with the newer first. A word counts by where it stands
 * and by how few incidents hold it (the inverse document frequency of Spärck Jones, "A statistical
 * interpretation of term specificity", 1972), and a hit by the share of the words that it has. Words match in
 * singular and plural, by their beginning, and, where no incident has one at all, by their likeness.
 */
export function searchIncidents(index: IncidentSearchIndex, query: string): IncidentHit[] {
  const words = [...new Set(searchWords(query).map(singular))]
  if (words.length === 0) return []
  const terms = words.map((word) => term(word, index))
  return index.incidents
    .map(({ incident, words }) => ({ incident, score: scoreOf(words, terms) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.incident.date < b.incident.date ? 1 : -1))
}

function indexed(incident: Incident): Indexed {
  const found = new Map<string, number[]>()
  for (const [weight, text] of FIELDS) {
    const words = new Set(searchWords(text(incident)).map(singular))
    for (const word of words) found.set(word, [...(found.get(word) ?? []), weight])
  }
  return found
}

interface Term {
  /** Words of the incidents that match, and how well: 1 is the word itself. */
  readonly matches: readonly (readonly [word: string, quality: number])[]
  readonly rarity: number
}

function term(word: string, { vocabulary, incidents }: IncidentSearchIndex): Term {
  const matches = matchesOf(word, vocabulary)
  const holding = incidents.filter(({ words }) => matches.some(([match]) => words.has(match))).length
  return { matches, rarity: ln(1 + incidents.length / (1 + holding)) }
}

function matchesOf(word: string, vocabulary: readonly string[]): [string, number][] {
  const same = vocabulary.filter((known) => known === word).map((known): [string, number] => [known, 1])
  const longer = vocabulary.filter((known) => word.length >= 3 && known !== word && known.startsWith(word))
  const found = [...same, ...longer.map((known): [string, number] => [known, BEGINNING])]
  if (found.length > 0 || word.length < 4) return found
  return closest(word, vocabulary).map((known) => [known, MISTYPED])
}

function scoreOf(words: Indexed, terms: readonly Term[]): number {
  const scores = terms.map(({ matches, rarity }) => {
    const found = matches.map(([match, quality]) => quality * weightOf(words.get(match) ?? []))
    return rarity * Math.max(0, ...found)
  })
  const sum = scores.reduce((total, score) => total + score, 0)
  const share = scores.filter((score) => score > 0).length / terms.length
  return Math.round(sum * share * 1000) / 1000
}

function weightOf([best = 0, ...others]: readonly number[]): number {
  return best + AGAIN * others.reduce((sum, weight) => sum + weight, 0)
}

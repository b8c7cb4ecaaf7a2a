import { TOPIC_KINDS } from '../corpus/topic.ts'
import type { SearchData } from './load.ts'
import { bestPassage, type Passage } from './passage.ts'
import type { Correction } from './query.ts'
import { rank } from './rank.ts'
import { termsNamed } from './terms-named.ts'
import type { ItemKind, SearchIndex, SearchItem } from './types.ts'

export interface SearchFilters {
  readonly kind?: ItemKind
  readonly difficulty?: string
  readonly category?: string
  readonly limit: number
}

export interface Found {
  readonly item: SearchItem
  /** Comparable within one question only. */
  readonly score: number
  /** Where in the lesson it is said. */
  readonly passage?: Passage
}

export interface SearchResult {
  readonly results: readonly Found[]
  /** How many there were before `limit`. */
  readonly total: number
  readonly corrections: readonly Correction[]
  /** Concepts that the words name; they take no place from the results. */
  readonly concepts: readonly SearchItem[]
}

/** What the corpus holds on these words, best first; patterns and exercises on clusters, unless a kind is asked for. */
export function search(words: string, filters: SearchFilters, data: SearchData): SearchResult {
  const { kind, difficulty, category, limit } = filters
  const isWanted = (item: SearchItem) =>
    (kind === undefined ? item.onlyByKind !== true : item.kind === kind) &&
    (difficulty === undefined || item.difficulty === difficulty) &&
    (category === undefined || item.category === category)
  const index = indexFor(kind, data)
  const { hits, query } = rank(words, { ...data, index }, isWanted)
  const results = hits.slice(0, limit).map(({ item, score }) => {
    const sections = isLesson(item) ? data.sections(item.slug) : []
    const passage = bestPassage(sections, query.weights, index)
    return { item, score: rounded(score), ...(passage === undefined ? {} : { passage }) }
  })
  const concepts = kind === undefined ? termsNamed(words, data.concepts) : []
  return { results, total: hits.length, corrections: query.corrections, concepts }
}

function indexFor(kind: ItemKind | undefined, { index, whole, concepts }: SearchData): SearchIndex {
  if (kind === undefined) return index
  return kind === 'concept' ? concepts : whole
}

function isLesson({ kind, short }: SearchItem): boolean {
  return short === undefined && TOPIC_KINDS.some((one) => one === kind)
}

/** Digits beyond these mean nothing. */
export function rounded(score: number): number {
  return Math.round(score * 100) / 100
}

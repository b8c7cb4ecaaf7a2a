import { SCALE, type SearchIndex } from '../types.ts'
import { isTelling, rawWords, stem, terms } from '../words.ts'
import { FIELDS, type Field, type SearchDocument } from './collections.ts'

/**
 * How much a word in a field says, and how far the length of the field takes from it (BM25F, Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). Weights were chosen on the tuning half of the
 * evaluation.
 */
const WEIGHTS: Readonly<Record<Field, { readonly weight: number; readonly length: number }>> = {
  title: { weight: 6, length: 0.3 },
  aliases: { weight: 5, length: 0.2 },
  asked: { weight: 0.5, length: 0.5 },
  headings: { weight: 1.5, length: 0.5 },
  description: { weight: 2.5, length: 0.3 },
  tags: { weight: 2, length: 0.3 },
  quiz: { weight: 0.4, length: 0.7 },
  body: { weight: 0.7, length: 0.75 },
}

/** Less than this is not worth its bytes. */
const LEAST = 0.05

/** An index in the two parts in which it is written. */
export interface BuiltIndex {
  readonly rest: Omit<SearchIndex, 'postings' | 'learned'>
  readonly postings: ReadonlyMap<string, readonly number[]>
}

/**
 * The index of some documents: what each says of each stem, fields weighted in; those that are found only by kind stand last.
 * `groups` are words of one meaning.
 */
export function buildIndex(
  given: readonly SearchDocument[],
  groups: readonly (readonly string[])[],
): BuiltIndex {
  const isLast = ({ item }: SearchDocument) => Number(item.onlyByKind === true)
  const documents = [...given].sort((a, b) => isLast(a) - isLast(b))
  const postings = new Map<string, number[]>()
  const counted = documents.map(countFields)
  const means = meanLengths(counted)
  for (const [place, fields] of counted.entries()) {
    for (const [term, weight] of weigh(fields, means)) {
      if (weight < LEAST) continue
      const list = postings.get(term) ?? []
      list.push(place, Math.round(weight * SCALE))
      postings.set(term, list)
    }
  }
  const rest = {
    items: documents.map(({ item }) => item),
    count: documents.length,
    vocabulary: vocabularyOf(documents),
    synonyms: synonymsOf(groups),
    phrases: phrasesOf(documents),
  }
  return { rest, postings }
}

type Counted = ReadonlyMap<Field, { readonly length: number; readonly counts: ReadonlyMap<string, number> }>

function countFields({ fields }: SearchDocument): Counted {
  const counted = new Map<Field, { length: number; counts: Map<string, number> }>()
  for (const field of FIELDS) {
    const counts = new Map<string, number>()
    const found = terms(fields[field] ?? '')
    for (const term of found) counts.set(term, (counts.get(term) ?? 0) + 1)
    if (found.length > 0) counted.set(field, { length: found.length, counts })
  }
  return counted
}

function meanLengths(all: readonly Counted[]): ReadonlyMap<Field, number> {
  return new Map(
    FIELDS.map((field) => {
      const lengths = all.flatMap((counted) => counted.get(field)?.length ?? [])
      return [field, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)]
    }),
  )
}

function weigh(fields: Counted, means: ReadonlyMap<Field, number>): Map<string, number> {
  const total = new Map<string, number>()
  for (const [field, { length, counts }] of fields) {
    const { weight, length: share } = WEIGHTS[field]
    const norm = 1 - share + (share * length) / (means.get(field) || 1)
    for (const [term, count] of counts) total.set(term, (total.get(term) ?? 0) + (weight * count) / norm)
  }
  return total
}

/** Words that one can mean when one mistypes: of names and headings, as they are written. */
function vocabularyOf(documents: readonly SearchDocument[]): string[] {
  const words = documents
    .filter(({ item }) => item.onlyByKind !== true)
    .flatMap(({ fields, names }) =>
      rawWords([...names, fields.title, fields.headings, fields.description, fields.tags].join('\n')),
    )
  return [...new Set(words.filter((word) => isTelling(word) && /^\p{L}{4,}$/u.test(word)))].sort()
}

/** Names: of several words they say more in a row than one by one; of one word, when nothing else is asked. */
function phrasesOf(documents: readonly SearchDocument[]): Record<string, number[]> {
  const phrases = new Map<string, number[]>()
  for (const [place, { item, names }] of documents.entries()) {
    if (item.onlyByKind) continue
    for (const name of names) {
      const stems = phraseStems(name)
      if (stems.length < 1 || stems.length > 6) continue
      const key = stems.join(' ')
      const places = phrases.get(key) ?? []
      if (!places.includes(place)) phrases.set(key, [...places, place])
    }
  }
  return Object.fromEntries([...phrases].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function phraseStems(name: string): string[] {
  return rawWords(name).filter(isTelling).map(stem)
}

function synonymsOf(groups: readonly (readonly string[])[]): Record<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const group of groups) {
    const stems = group.map(stem)
    for (const one of stems) {
      const others = found.get(one) ?? new Set()
      for (const other of stems) if (other !== one) others.add(other)
      found.set(one, others)
    }
  }
  return Object.fromEntries(
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([one, set]) => [one, [...set]]),
  )
}

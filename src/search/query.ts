import { closest } from '../lib/closest.ts'
import { ln } from '../lib/portable-math.ts'
import type { SearchIndex } from './types.ts'
import { isTelling, rawWords, stem } from './words.ts'

/** A word that nothing contains, and the known one that was probably meant. */
export interface Correction {
  readonly typed: string
  readonly meant: string
}

/** What is asked for, as stems. */
export interface Query {
  /** In order, repetitions included. */
  readonly sequence: readonly string[]
  /** Stem to weight: how often it was said, damped. */
  readonly weights: ReadonlyMap<string, number>
  readonly corrections: readonly Correction[]
}

/** Mistyped words are looked for in short questions only: a log is full of names that are right and unknown. */
const MOST_WORDS_TO_CORRECT = 12
const CORRECTED_WEIGHT = 0.8
/** What is not said but would mean the same counts less. */
const SYNONYM_WEIGHT = 0.35

export function readQuery(text: string, index: SearchIndex): Query {
  const words = rawWords(text).filter(isTelling)
  const corrections = words.length <= MOST_WORDS_TO_CORRECT ? correct(words, index) : []
  const meant = new Map(corrections.map(({ typed, meant }) => [typed, meant]))
  const weights = new Map<string, number>()
  const sequence = words.map((word) => stem(meant.get(word) ?? word))
  const counts = new Map<string, number>()
  for (const term of sequence) counts.set(term, (counts.get(term) ?? 0) + 1)
  const corrected = new Set(corrections.map(({ meant }) => stem(meant)))
  for (const [term, count] of counts) {
    weights.set(term, (1 + ln(count)) * (corrected.has(term) ? CORRECTED_WEIGHT : 1))
  }
  addSynonyms(weights, index)
  return { sequence, weights, corrections }
}

function addSynonyms(weights: Map<string, number>, { synonyms }: SearchIndex): void {
  for (const [term, weight] of [...weights]) {
    if (!Object.hasOwn(synonyms, term)) continue
    for (const other of synonyms[term] ?? []) {
      weights.set(other, Math.max(weights.get(other) ?? 0, weight * SYNONYM_WEIGHT))
    }
  }
}

function correct(words: readonly string[], index: SearchIndex): Correction[] {
  const unknown = words.filter(
    (word) => /^\p{L}{4,20}$/u.test(word) && index.postings.of(stem(word)).length === 0,
  )
  return [...new Set(unknown)].flatMap((typed) => {
    const near = index.vocabulary.filter((word) => couldBe(typed, word))
    const [meant] = closest(typed, near, 1)
    return meant === undefined ? [] : { typed, meant }
  })
}

/** Few words are near enough in length and share a beginning or an end; only these are compared letter by letter. */
function couldBe(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 2) return false
  return typed[0] === word[0] || typed.slice(-3) === word.slice(-3) || typed[1] === word[0]
}

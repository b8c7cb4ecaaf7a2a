import { ln } from '../lib/portable-math.ts'
import { companionsOf } from './companions.ts'
import { companyOf, gainsOf } from './learned.ts'
import { type Query, readQuery } from './query.ts'
import { matchSignatures, type SignatureHit } from './signatures.ts'
import { SCALE, type SearchIndex, type SearchItem, type Signature } from './types.ts'

/** Saturation of BM25: a word said often in a document says little more than one said a few times. */
const K1 = 1.2
/** What a name, if the index has it as a phrase, adds for each of its words, in units of their rarity. */
const PHRASE = 0.5
/** The same where nothing else was asked: who types a name wants what bears it. */
const WHOLE_NAME = 2
/** What a signature of full strength and weight adds. */
const SIGNATURE = 14
/** Each further signature for the same pattern adds this share of itself. */
const FURTHER = 0.25
/** The best few lend this share of their score to patterns that go with them. */
const LENT = 0.15
const LENDERS = 2
/** The same, times how often they are named together. */
const LENT_TO_COMPANIONS = 1
/** What is hardly likely is not found by what was learned alone. */
const SMALLEST_GAIN = 1
/** Other kinds stand behind patterns of the same score, unless they bear the name that was asked. */
const OTHER_KINDS = 0.6

/** What was found, best first. */
export interface Ranking {
  readonly query: Query
  readonly hits: readonly RankedItem[]
  readonly signatures: readonly SignatureHit[]
}

export interface RankedItem {
  readonly item: SearchItem
  readonly score: number
  /** The same without what was learned: what the words of the question and of the document have in common. */
  readonly said: number
  /** The share of what was asked, by rarity of the words, that this says something about: 0 to 1. */
  readonly covered: number
}

/** Ranks all that the index holds and `isWanted` lets through by the words, names and signatures in the text. */
export function rank(
  text: string,
  { index, signatures }: { readonly index: SearchIndex; readonly signatures: readonly Signature[] },
  isWanted: (item: SearchItem) => boolean,
): Ranking {
  const query = readQuery(text, index)
  const hits = matchSignatures(text, signatures)
  const { scores, covered, asked } = scoreWords(query, index)
  addPhrases(query, index, scores)
  addSignatures(hits, index, scores)
  const bearers = bearersOf(query, index)
  const named = bearers.filter((place) => NAMED_KINDS.has(index.items[place]?.kind ?? ''))
  lend(index, signatures, scores, named)
  const said = new Map(scores)
  // Who types a name wants what bears it.
  if (bearers.length === 0) addLearned(query, index, scores)
  const ranked = [...scores].flatMap(([place, score]) => {
    const item = index.items[place]
    if (item === undefined || !isWanted(item)) return []
    const share = asked === 0 ? 0 : (covered.get(place) ?? 0) / asked
    const isFirst = item.kind === 'pattern' || named.includes(place)
    return {
      ...{ item, covered: share, said: said.get(place) ?? 0 },
      score: isFirst ? score : score * OTHER_KINDS,
    }
  })
  ranked.sort((a, b) => b.score - a.score || (a.item.slug < b.item.slug ? -1 : 1))
  return { query, hits: ranked, signatures: hits }
}

/** How rare a stem is among the documents (BM25's idf, never negative). */
export function rarity(term: string, { count, postings }: SearchIndex): number {
  const found = postings.of(term).length / 2
  return ln(1 + (count - found + 0.5) / (found + 0.5))
}

function scoreWords(query: Query, index: SearchIndex) {
  const scores = new Map<number, number>()
  const covered = new Map<number, number>()
  let asked = 0
  for (const [term, weight] of query.weights) {
    const idf = rarity(term, index) * weight
    asked += idf
    const list = index.postings.of(term)
    for (let at = 0; at < list.length; at += 2) {
      const place = list[at] ?? 0
      // Places ascend, and what is left out stands last.
      if (place >= index.items.length) break
      const said = (list[at + 1] ?? 0) / SCALE
      scores.set(place, (scores.get(place) ?? 0) + (idf * said * (K1 + 1)) / (said + K1))
      covered.set(place, (covered.get(place) ?? 0) + idf)
    }
  }
  return { scores, covered, asked }
}

function addPhrases({ sequence }: Query, index: SearchIndex, scores: Map<number, number>): void {
  const seen = new Set<string>()
  const shortest = Math.min(2, sequence.length)
  for (let from = 0; from < sequence.length; from += 1) {
    for (let length = shortest; length <= 6 && from + length <= sequence.length; length += 1) {
      const stems = sequence.slice(from, from + length)
      const key = stems.join(' ')
      if (seen.has(key) || !Object.hasOwn(index.phrases, key)) continue
      seen.add(key)
      const share = length === sequence.length ? WHOLE_NAME : PHRASE
      const worth = stems.reduce((sum, term) => sum + rarity(term, index), 0) * share
      for (const place of index.phrases[key] ?? []) scores.set(place, (scores.get(place) ?? 0) + worth)
    }
  }
}

function addSignatures(hits: readonly SignatureHit[], index: SearchIndex, scores: Map<number, number>): void {
  const worth = new Map<string, number[]>()
  for (const { signature, strength } of hits) {
    for (const [slug, weight] of Object.entries(signature.patterns)) {
      worth.set(slug, [...(worth.get(slug) ?? []), weight * strength * SIGNATURE])
    }
  }
  if (worth.size === 0) return
  for (const [place, { slug, kind }] of index.items.entries()) {
    const found = kind === 'pattern' ? worth.get(slug) : undefined
    if (found === undefined) continue
    const [best = 0, ...others] = found.sort((a, b) => b - a)
    const total = best + others.reduce((sum, one) => sum + one, 0) * FURTHER
    scores.set(place, (scores.get(place) ?? 0) + total)
  }
}

const BELOW = 0.999
/** Who names one of these wants it before all others. */
const NAMED_KINDS: ReadonlySet<string> = new Set(['pattern', 'axiom', 'law', 'pillar'])

/** What bears the name that is all that was asked. */
function bearersOf({ sequence }: Query, { phrases }: SearchIndex): readonly number[] {
  const key = sequence.join(' ')
  return Object.hasOwn(phrases, key) ? (phrases[key] ?? []) : []
}

/** What others who used these words were answered by, and what mostly goes with that. */
function addLearned({ sequence }: Query, { items, learned }: SearchIndex, scores: Map<number, number>): void {
  const patterns = items.flatMap(({ kind }, place) => (kind === 'pattern' ? [place] : []))
  const add = (gains: ReadonlyMap<number, number>) => {
    for (const [place, gain] of gains) {
      if (gain >= SMALLEST_GAIN) scores.set(place, (scores.get(place) ?? 0) + gain)
    }
  }
  const gains = gainsOf(sequence, learned, patterns)
  if (gains.size === 0) return
  add(gains)
  add(companyOf(new Map(patterns.map((place) => [place, scores.get(place) ?? 0])), learned))
}

/** What goes with the best answers is often one, though the words do not say it: a lock and its fencing token. */
function lend(
  index: SearchIndex,
  signatures: readonly Signature[],
  scores: Map<number, number>,
  named: readonly number[],
): void {
  const companions = companionsOf(signatures)
  // Who types a name wants what bears it: whoever borrows does not pass that.
  const ceiling = Math.min(...named.map((place) => (scores.get(place) ?? 0) * BELOW))
  const best = [...scores]
    .filter(([place]) => index.items[place]?.kind === 'pattern')
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, LENDERS)
  const lent = new Map<string, number>()
  const offer = (slug: string, amount: number) => lent.set(slug, Math.max(lent.get(slug) ?? 0, amount))
  for (const [place, score] of best) {
    const { slug = '', related = [] } = index.items[place] ?? {}
    for (const other of related) offer(other, score * LENT)
    for (const [other, share] of companions.get(slug) ?? []) offer(other, score * LENT_TO_COMPANIONS * share)
  }
  for (const [place, { slug, kind }] of index.items.entries()) {
    const share = kind === 'pattern' ? lent.get(slug) : undefined
    if (share === undefined) continue
    const own = scores.get(place) ?? 0
    scores.set(place, Math.max(own, Math.min(own + share, ceiling)))
  }
}

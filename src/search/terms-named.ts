import type { SearchIndex, SearchItem } from './types.ts'
import { isTelling, rawWords, stem } from './words.ts'

const MOST_TERMS = 3
const LONGEST_NAME = 6

/**
 * The concepts that a text names: by a name of several words anywhere in it, or by one word that is all there is. A single
 * word inside a question is mostly meant in passing. Longer names come first, and swallow those within them.
 */
export function termsNamed(text: string, { items, phrases }: SearchIndex): SearchItem[] {
  const sequence = rawWords(text).filter(isTelling).map(stem)
  const taken = new Set<number>()
  const found = new Set<number>()
  for (let length = Math.min(LONGEST_NAME, sequence.length); length >= 1; length -= 1) {
    if (length === 1 && sequence.length > 1) break
    for (let from = 0; from + length <= sequence.length; from += 1) {
      const places = Array.from({ length }, (_, at) => from + at)
      if (places.some((place) => taken.has(place))) continue
      const key = sequence.slice(from, from + length).join(' ')
      const [named] = Object.hasOwn(phrases, key) ? (phrases[key] ?? []) : []
      if (named === undefined) continue
      found.add(named)
      for (const place of places) taken.add(place)
    }
  }
  return [...found].slice(0, MOST_TERMS).flatMap((place) => items[place] ?? [])
}

/** A concept as `--json` tells it. */
export function conceptData({ slug, kind, title, description, open }: SearchItem): object {
  return { slug, kind, title, description, open }
}

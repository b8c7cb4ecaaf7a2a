import { stem } from '../../search/words.ts'

/** A concept by all the names that people use for it. */
export interface NamedConcept {
  readonly id: string
  readonly title: string
  readonly aliases: readonly string[]
}

/** The names of concepts, ready to be found in texts. */
export interface ConceptNames {
  /** By the stems of a name, joined by spaces. */
  readonly byName: ReadonlyMap<string, string>
  /** Words of the longest name. */
  readonly longest: number
}

/** Where two concepts have one name, the first has it. A name of one letter is none. */
export function conceptNames(concepts: readonly NamedConcept[]): ConceptNames {
  const byName = new Map<string, string>()
  let longest = 0
  const add = (id: string, name: string) => {
    const stems = stemsOf(name)
    const key = stems.join(' ')
    if (key.length < 2 || byName.has(key)) return
    byName.set(key, id)
    longest = Math.max(longest, stems.length)
  }
  for (const { id, title } of concepts) add(id, title)
  for (const { id } of concepts) add(id, id)
  for (const { id, aliases } of concepts) for (const alias of aliases) add(id, alias)
  return { byName, longest }
}

/**
 * How often each concept is named in the texts, in any case, singular or plural; the longest name counts, so that
 * "vector clock" is no mention of "clock".
 */
export function findConcepts(
  texts: readonly string[],
  { byName, longest }: ConceptNames,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const stems = stemsOf(text)
    for (let at = 0; at < stems.length; ) {
      const length = longestAt(stems, at, byName, longest)
      if (length > 0) {
        const id = byName.get(stems.slice(at, at + length).join(' ')) ?? ''
        counts.set(id, (counts.get(id) ?? 0) + 1)
      }
      at += Math.max(1, length)
    }
  }
  return counts
}

function longestAt(
  stems: readonly string[],
  at: number,
  byName: ConceptNames['byName'],
  longest: number,
): number {
  for (let length = Math.min(longest, stems.length - at); length > 0; length--) {
    if (byName.has(stems.slice(at, at + length).join(' '))) return length
  }
  return 0
}

/** Words without their endings, in order: "Little's laws" is `littl law`. A sentence's end stands between names. */
function stemsOf(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .replace(/[.!?;:](?=\s|$)/g, ' . ')
    .split(/[^\p{L}\p{N}.]+|(?<!\p{N})\.(?!\s|$)/u)
    .filter((word) => word !== '')
    .map((word) => (word === '.' ? word : stem(word)))
}

import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { glossaryWords } from '../../messages/glossary/index.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { Concept } from '../concept-graph.ts'
import { conceptKey } from '../concept-name.ts'

/** A concept with what the glossary says of it. */
export interface GlossaryEntry extends Concept {
  /** What the file of concepts is about: `Consensus`. */
  readonly area: string
  /** One or two sentences; empty where nobody has written them yet. */
  readonly definition: string
  /** Other names that people use. */
  readonly aliases: readonly string[]
  /** Slugs of patterns that go with it. */
  readonly see: readonly string[]
  /** Id of the work in the reading list that the definition belongs to. */
  readonly source?: string
}

/**
 * The entry that the user named, by id, title or another name, in any case, singular or plural.
 * @throws UserError `unknown-concept` (exit 2), naming the nearest.
 */
export function requireConcept(name: string, entries: readonly GlossaryEntry[]): GlossaryEntry {
  const found = findConcept(name, entries)
  if (found) return found
  const near = nearest(name, entries)
  const { didYouMean, or } = troubleWords()
  throw new UserError(glossaryWords().unknown({ name }), {
    code: 'unknown-concept',
    next: [...(near.length === 0 ? [] : [didYouMean({ names: near.join(or) })]), glossaryWords().listAll],
  })
}

function findConcept(name: string, entries: readonly GlossaryEntry[]): GlossaryEntry | undefined {
  const key = conceptKey(name)
  if (key === '') return undefined
  for (const wanted of [key, key.replace(/s$/, ''), `${key}s`]) {
    const found =
      entries.find(({ id }) => id === wanted) ?? entries.find((one) => keysOf(one).includes(wanted))
    if (found) return found
  }
  return undefined
}

/** The names of a concept in the spelling of ids, its own first. A title may explain itself: `validity (consensus)`. */
export function keysOf({ id, title, aliases }: Pick<GlossaryEntry, 'id' | 'title' | 'aliases'>): string[] {
  const short = title.replace(/\s*\(.*\)$/, '')
  return [...new Set([id, ...[title, short, ...aliases].map(conceptKey)])]
}

/** Ids by likeness of any name; where none is alike, those that hold the word. */
function nearest(name: string, entries: readonly GlossaryEntry[]): string[] {
  const key = conceptKey(name)
  const idOf = new Map(entries.flatMap((one) => keysOf(one).map((known) => [known, one.id] as const)))
  const alike = closest(key, [...idOf.keys()], 6).map((known) => idOf.get(known) ?? known)
  const within = key.length < 3 ? [] : [...idOf].filter(([known]) => known.includes(key)).map(([, id]) => id)
  return [...new Set([...alike, ...within])].slice(0, 3)
}

/**
 * The area that the user named: by its name or the beginning of it.
 * @throws UserError `unknown-area` (exit 2), naming all.
 */
export function requireArea(name: string, entries: readonly GlossaryEntry[]): string {
  const areas = [...new Set(entries.map(({ area }) => area))]
  const key = conceptKey(name)
  const found = areas.find((area) => conceptKey(area) === key)
  const begun = key === '' ? [] : areas.filter((area) => conceptKey(area).startsWith(key))
  if (found !== undefined || begun.length === 1) return found ?? begun[0] ?? ''
  throw new UserError(glossaryWords().unknownArea({ name }), {
    code: 'unknown-area',
    next: [glossaryWords().oneOf({ areas: areas.join('; ') })],
  })
}

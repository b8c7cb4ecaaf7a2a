import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { searchWords } from '../messages/search/index.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { corpusDir, isCorpusChosen, readBuiltJson, readBuiltText } from '../platform/corpus-dir.ts'
import { linesIn, postingsIn } from './postings.ts'
import type { SearchIndex, SearchItem, Section, Signature } from './types.ts'

/** What search knows, read from what the build wrote. */
export interface SearchData {
  readonly index: SearchIndex
  /** The same with what is found only when its kind is asked for. */
  readonly whole: SearchIndex
  /** The index of the glossary. */
  readonly concepts: SearchIndex
  readonly signatures: readonly Signature[]
  /** The sections of a lesson; none where the pattern has no lesson. */
  readonly sections: (slug: string) => readonly Section[]
}

/**
 * Reads the index and the table of signatures; posting lists and the sections of a lesson are read when they are asked for.
 * @throws UserError `no-search-index` when the folder that the user named has none.
 */
export function loadSearch(dir: string = corpusDir()): SearchData {
  const folder = path.join(dir, 'search')
  const index = readIndex(folder, 'index')
  if (index === undefined) throw lacking(folder)
  const read = new Map<string, readonly Section[]>()
  return {
    index,
    whole: withItems(index, () => [...index.items, ...(readItems(folder, 'index.by-kind') ?? [])]),
    concepts: readIndex(folder, 'concepts') ?? NOTHING,
    signatures: (readBuiltJson(path.join(folder, 'signatures.json')) ?? []) as Signature[],
    sections: (slug) => {
      const known = read.get(slug)
      if (known) return known
      const found = (readBuiltJson(path.join(folder, 'sections', `${slug}.json`)) ?? []) as Section[]
      read.set(slug, found)
      return found
    },
  }
}

const NO_POSTINGS = postingsIn(() => '')
const NO_LINES = linesIn(() => '')

const NOTHING: SearchIndex = {
  items: [],
  count: 0,
  postings: NO_POSTINGS,
  vocabulary: [],
  synonyms: {},
  phrases: {},
  learned: { regression: NO_LINES, network: NO_LINES, answers: NO_POSTINGS },
}

/** An index; its items and its posting lists are read when the first is looked up, which for the glossary is seldom. */
function readIndex(folder: string, name: string): SearchIndex | undefined {
  const rest = readBuiltJson(path.join(folder, `${name}.json`))
  if (rest === undefined) return undefined
  const postings = postingsIn(() => {
    const text = readBuiltText(path.join(folder, `${name}.postings`))
    if (text === undefined) throw lacking(folder)
    return text
  })
  const read = (what: string) => () => readBuiltText(path.join(folder, `${name}.${what}`), 'ascii') ?? ''
  const learned = {
    regression: linesIn(read('regression')),
    network: linesIn(read('network')),
    answers: postingsIn(read('answers')),
  }
  const written = { ...(rest as Omit<SearchIndex, 'items' | 'postings' | 'learned'>), postings, learned }
  return withItems(written, () => {
    const items = readItems(folder, `${name}.items`)
    if (items === undefined) throw lacking(folder)
    return items
  })
}

function withItems(index: Omit<SearchIndex, 'items'>, read: () => readonly SearchItem[]): SearchIndex {
  const { count, postings, learned, vocabulary, synonyms, phrases } = index
  let items: readonly SearchItem[] | undefined
  return {
    ...{ count, postings, learned, vocabulary, synonyms, phrases },
    get items() {
      items ??= read()
      return items
    },
  }
}

function readItems(folder: string, name: string): readonly SearchItem[] | undefined {
  return readBuiltJson(path.join(folder, `${name}.json`)) as SearchItem[] | undefined
}

function lacking(folder: string): Error {
  if (!isCorpusChosen()) return new Error(`the compiled corpus lacks ${folder}; npm run build writes it`)
  return new UserError(searchWords().answer.noIndex({ folder }), {
    code: 'no-search-index',
    next: [troubleWords().corpus.unset],
  })
}

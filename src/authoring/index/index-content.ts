import { DIFFICULTIES } from '../../corpus/topic.ts'
import type { Content } from '../content.ts'
import { useCasesOf } from './use-cases.ts'

export const INDEX_KEYS = ['concept', 'difficulty', 'technology', 'use-case'] as const
export type IndexKey = (typeof INDEX_KEYS)[number]

export interface IndexedItem {
  readonly slug: string
  /** The kind of lesson, `short` for an entry without one, or `cluster`. */
  readonly kind: string
  readonly title: string
  /** By concept: whether it is taught, practised, or needed before. */
  readonly role?: 'teaches' | 'practises' | 'needs'
}

export interface IndexEntry {
  readonly key: string
  readonly title: string
  readonly items: readonly IndexedItem[]
}

export interface ContentIndex {
  readonly by: IndexKey
  readonly entries: readonly IndexEntry[]
}

/** Everything that one learns from, under what it has in common. Entries without items are left out. */
export function indexContent(content: Content, by: IndexKey): ContentIndex {
  const makers = {
    concept: byConcept,
    difficulty: byDifficulty,
    technology: byTechnology,
    'use-case': byUseCase,
  }
  return { by, entries: makers[by](content).filter(({ items }) => items.length > 0) }
}

function lessons({ corpus }: Content): (IndexedItem & { readonly topic: Topic })[] {
  return corpus.parsed.map(({ topic }) => ({ ...rowOf(topic), topic }))
}

type Topic = Content['corpus']['parsed'][number]['topic']

function rowOf({ slug, kind, title }: Topic): IndexedItem {
  return { slug, kind, title }
}

function byConcept({ graph, corpus }: Content): IndexEntry[] {
  const kinds = new Map(corpus.parsed.map(({ topic }) => [topic.slug, topic.kind]))
  const found = new Map<string, IndexedItem[]>()
  const add = (ids: readonly string[], item: IndexedItem) => {
    for (const id of ids) found.set(id, [...(found.get(id) ?? []), item])
  }
  const roles = ['teaches', 'practises', 'needs'] as const
  for (const role of roles) {
    for (const { slug, title, ...node } of graph.topics) {
      if (role !== 'practises') add(node[role], { slug, kind: kinds.get(slug) ?? 'pattern', title, role })
    }
    for (const { id, title, ...node } of graph.clusters) {
      if (role !== 'teaches') add(node[role], { slug: id, kind: 'cluster', title, role })
    }
  }
  return graph.concepts
    .map(({ id, title }) => ({ key: id, title, items: found.get(id) ?? [] }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

function byDifficulty(content: Content): IndexEntry[] {
  return DIFFICULTIES.map((level) => ({
    key: level,
    title: level,
    items: lessons(content)
      .filter(({ topic }) => topic.difficulty === level)
      .map(({ topic }) => rowOf(topic)),
  }))
}

/** Products that lessons name in their front matter, and those of these that short entries speak of. */
function byTechnology(content: Content): IndexEntry[] {
  const found = new Map<string, { title: string; items: IndexedItem[] }>()
  for (const { topic } of lessons(content)) {
    for (const tool of topic.metadata.related.tools) {
      const key = keyOf(tool)
      const entry = found.get(key) ?? { title: tool, items: [] }
      entry.items.push(rowOf(topic))
      found.set(key, entry)
    }
  }
  for (const entry of content.search.shortPatterns) {
    const { slug, title, definition, when, when_not, sources } = entry
    const names = content.search.aliases.get(slug) ?? []
    const text = wordsOf(
      [definition, when, when_not, ...sources.map((one) => one.title), ...names].join(' ; '),
    )
    for (const [key, { items }] of found) {
      if (text.includes(` ${key} `)) items.push({ slug, kind: 'short', title })
    }
  }
  return [...found].map(([key, entry]) => ({ key, ...entry })).sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** "Apache Kafka" and "Kafka" are one. */
function keyOf(tool: string): string {
  return wordsOf(tool)
    .trim()
    .replace(/^apache /, '')
}

/** In small letters, a space around each word; what is not a letter or a digit parts words. */
function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#;]+/gu, ' ')
    .replaceAll(';', ' ; ')
    .trim()} `
}

/** One entry for each case that a lesson or a short entry names, sorted by what it is for. */
function byUseCase(content: Content): IndexEntry[] {
  const cases = [
    ...lessons(content).flatMap(({ topic }) =>
      useCasesOf(topic.blocks).map((text) => ({ text, item: rowOf(topic) })),
    ),
    ...content.search.shortPatterns.map(({ slug, title, when }) => ({
      text: when,
      item: { slug, kind: 'short', title },
    })),
  ]
  const found = new Map<string, IndexedItem[]>()
  for (const { text, item } of cases) found.set(text, [...(found.get(text) ?? []), item])
  return [...found].map(([text, items]) => ({ key: text, title: text, items }))
}

import path from 'node:path'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { localeOf } from '../messages/locale.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { corpusDir, isCorpusChosen, readBuiltJson } from '../platform/corpus-dir.ts'
import type { ClusterExercise } from './cluster-exercise-schema.ts'
import type { ConceptGraph } from './concept-graph.ts'
import type { GlossaryEntry } from './glossary/glossary.ts'
import type { Paper } from './glossary/paper.ts'
import type { Incident } from './incident.ts'
import type { CorpusIndex, CorpusItem, Topic } from './topic.ts'
import { type TopicTranslation, type TranslatedTitles, translatedTopic } from './translation.ts'

/** All topics, in the order in which they are listed, under the titles of the learner's language. Reads a small file or two. */
export function loadIndex(dir: string = corpusDir(), locale: string = spokenLocale()): CorpusIndex {
  const index = readCompiled(path.join(dir, 'index.json')) as CorpusIndex
  const titles = titlesIn(locale, dir)
  return titles === undefined
    ? index
    : { ...index, items: index.items.map((one) => ({ ...one, ...titles[one.slug] })) }
}

/** What builds on what, and the paths through it. Reads a small file or two. */
export function loadGraph(dir: string = corpusDir(), locale: string = spokenLocale()): ConceptGraph {
  const graph = readCompiled(path.join(dir, 'graph.json')) as ConceptGraph
  const titles = titlesIn(locale, dir)
  if (titles === undefined) return graph
  const topics = graph.topics.map((one) => ({ ...one, title: titles[one.slug]?.title ?? one.title }))
  return { ...graph, topics }
}

/**
 * The whole topic, in the learner's language as far as it is written in it. `slug` must be one of the index: names that a
 * user typed go through `requireTopic`.
 */
export function loadTopic(slug: string, dir: string = corpusDir(), locale: string = spokenLocale()): Topic {
  const topic = readCompiled(path.join(dir, 'topics', `${slug}.json`)) as Topic
  if (locale === 'en') return topic
  const file = path.join(dir, 'topics', `${slug}.${locale}.json`)
  return translatedTopic(topic, readBuiltJson(file) as TopicTranslation | undefined)
}

function spokenLocale(): string {
  return localeOf(process.env)
}

function titlesIn(locale: string, dir: string): TranslatedTitles | undefined {
  if (locale === 'en') return undefined
  return readBuiltJson(path.join(dir, `titles.${locale}.json`)) as TranslatedTitles | undefined
}

/** Every concept with what it means, area by area. */
export function loadGlossary(dir: string = corpusDir()): readonly GlossaryEntry[] {
  return readCompiled(path.join(dir, 'concepts.json')) as GlossaryEntry[]
}

/** The reading list, topic by topic. */
export function loadPapers(dir: string = corpusDir()): readonly Paper[] {
  return readCompiled(path.join(dir, 'papers.json')) as Paper[]
}

/** The whole exercise on a cluster. `id` must be one of the index. */
export function loadCluster(id: string, dir: string = corpusDir()): ClusterExercise {
  return readCompiled(path.join(dir, 'clusters', `${id}.json`)) as ClusterExercise
}

/** All incidents, newest first. */
export function loadIncidents(dir: string = corpusDir()): readonly Incident[] {
  return readCompiled(path.join(dir, 'incidents.json')) as Incident[]
}

/**
 * The topic that the user named, by slug or by title, in any case.
 * @throws UserError `unknown-topic` (exit 2), naming the nearest slugs.
 */
export function requireTopic(name: string, dir: string = corpusDir()): Topic {
  return loadTopic(requireItem(name, dir).slug, dir)
}

/** As `requireTopic`, for callers that need only the row of the index. */
export function requireItem(name: string, dir: string = corpusDir()): CorpusItem {
  const { items } = loadIndex(dir)
  const wanted = asSlug(name)
  const found = items.find((item) => item.slug === wanted || asSlug(item.title) === wanted)
  if (found) return found
  throw unknownTopic(
    name,
    closest(
      wanted,
      items.map(({ slug }) => slug),
    ),
  )
}

function unknownTopic(name: string, near: readonly string[]): UserError {
  const { corpus, didYouMean, or } = troubleWords()
  const guess = near.length > 0 ? [didYouMean({ names: near.join(or) })] : []
  return new UserError(corpus.noTopic({ name }), {
    code: 'unknown-topic',
    next: [...guess, corpus.topics],
  })
}

/** A name as the user may type it, in the spelling of slugs. */
export function asSlug(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
}

/** A file of the compiled corpus. @throws UserError (exit 2) when the folder that the user named lacks it. */
export function readCompiled(file: string): unknown {
  const found = readBuiltJson(file)
  if (found === undefined) throw lacking(file)
  return found
}

/** The user's business when the user has named the folder, else ours. */
function lacking(file: string): Error {
  const message = `the compiled corpus lacks ${file}; npm run build writes it`
  if (!isCorpusChosen()) return new Error(message)
  return new UserError(troubleWords().corpus.missing({ file }), {
    code: 'no-corpus',
    next: [troubleWords().corpus.unset],
  })
}

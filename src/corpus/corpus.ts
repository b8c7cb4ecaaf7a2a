import path from 'node:path'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { corpusDir, isCorpusChosen, readBuiltJson } from '../platform/corpus-dir.ts'
import type { ClusterExercise } from './cluster-exercise-schema.ts'
import type { ConceptGraph } from './concept-graph.ts'
import type { GlossaryEntry } from './glossary/glossary.ts'
import type { Paper } from './glossary/paper.ts'
import type { Incident } from './incident.ts'
import type { CorpusIndex, CorpusItem, Topic } from './topic.ts'

/** All topics, in the order in which they are listed. Reads one small file. */
export function loadIndex(dir: string = corpusDir()): CorpusIndex {
  return readCompiled(path.join(dir, 'index.json')) as CorpusIndex
}

/** What builds on what, and the paths through it. Reads one small file. */
export function loadGraph(dir: string = corpusDir()): ConceptGraph {
  return readCompiled(path.join(dir, 'graph.json')) as ConceptGraph
}

/** Every concept with what it means, area by area. */
export function loadGlossary(dir: string = corpusDir()): readonly GlossaryEntry[] {
  return readCompiled(path.join(dir, 'concepts.json')) as GlossaryEntry[]
}

/** The reading list, topic by topic. */
export function loadPapers(dir: string = corpusDir()): readonly Paper[] {
  return readCompiled(path.join(dir, 'papers.json')) as Paper[]
}

/** The whole topic. `slug` must be one of the index: names that a user typed go through `requireTopic`. */
export function loadTopic(slug: string, dir: string = corpusDir()): Topic {
  return readCompiled(path.join(dir, 'topics', `${slug}.json`)) as Topic
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
  const guess = near.length > 0 ? [`Did you mean ${near.join(', or ')}?`] : []
  return new UserError(`There is no topic "${name}".`, {
    code: 'unknown-topic',
    next: [...guess, 'List them all: compendium learn'],
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
  return new UserError(`COMPENDIUM_CORPUS names no compiled corpus: ${file} is not there.`, {
    code: 'no-corpus',
    next: ['Unset COMPENDIUM_CORPUS, and the corpus of the package is used.'],
  })
}

import type { ConceptGraph, LearningPath } from '../../corpus/concept-graph.ts'
import { conceptKey, conceptNamed } from '../../corpus/concept-name.ts'
import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { Item } from '../items/items.ts'

/** What one wants to be able to do in the end. */
export interface Goal {
  /** As programs know it: the id of an exercise, the slug of a topic, or the id of a concept. */
  readonly id: string
  readonly title: string
  /** All of them belong to it. */
  readonly items: readonly Item[]
}

/**
 * The goal that the user named, by id or title, in any case: an exercise on a cluster, a topic, or a concept.
 * @throws UserError (exit 2) with the nearest names, or with what builds on it where nothing here teaches it.
 */
export function requireGoal(name: string, graph: ConceptGraph, items: readonly Item[]): Goal {
  const found = goalOf(name, graph, items)
  if (found !== undefined) return found
  const concept = conceptNamed(name, graph.concepts)
  if (concept !== undefined) throw untaught(concept, graph)
  const names = [...graph.clusters, ...graph.topics.map(({ slug: id }) => ({ id })), ...graph.concepts].map(
    ({ id }) => id,
  )
  throw unknown(name, closest(conceptKey(name), [...new Set(names)]))
}

/** The same; undefined when nothing here leads to it. */
export function goalOf(name: string, graph: ConceptGraph, items: readonly Item[]): Goal | undefined {
  const key = conceptKey(name)
  const named = (one: { readonly title: string }, id: string) => id === key || conceptKey(one.title) === key
  const cluster = graph.clusters.find((one) => one.id === key)
  const topic =
    graph.topics.find(({ slug }) => slug === key) ??
    (cluster === undefined ? graph.topics.find((one) => named(one, one.slug)) : undefined)
  const titled =
    cluster ?? (topic === undefined ? graph.clusters.find((one) => named(one, one.id)) : undefined)
  if (titled === undefined && topic === undefined) return byConcept(name, graph, items)
  const own = items.filter(({ kind, slug, topic: of }) =>
    topic?.slug === of && slug === of ? true : kind === 'exercise' && slug === titled?.id,
  )
  return { id: titled?.id ?? topic?.slug ?? key, title: titled?.title ?? topic?.title ?? key, items: own }
}

/** The whole of the topic that teaches it; else the exercises that practise it. */
function byConcept(name: string, graph: ConceptGraph, items: readonly Item[]): Goal | undefined {
  const concept = conceptNamed(name, graph.concepts)
  if (concept === undefined) return undefined
  const topic = graph.topics.find(({ teaches }) => teaches.includes(concept.id))
  const own = items.filter((item) =>
    topic === undefined
      ? item.teaches.includes(concept.id)
      : item.topic === topic.slug && item.slug === topic.slug,
  )
  return own.length === 0 ? undefined : { id: concept.id, title: concept.title, items: own }
}

function untaught(
  { id, title }: { readonly id: string; readonly title: string },
  graph: ConceptGraph,
): UserError {
  const behind = graph.concepts.filter(({ needs }) => needs.includes(id)).map((one) => one.id)
  const taught = new Set(graph.topics.flatMap(({ teaches }) => teaches))
  const near = behind.filter((one) => taught.has(one)).slice(0, 3)
  const words = troubleWords().path
  return new UserError(words.untaught({ title }), {
    code: 'untaught-concept',
    next: [...(near.length > 0 ? [words.buildsOn({ names: near.join(', ') })] : []), words.topics],
  })
}

function unknown(name: string, near: readonly string[]): UserError {
  const { didYouMean, or, path } = troubleWords()
  return new UserError(path.noGoal({ name }), {
    code: 'unknown-goal',
    next: [...(near.length > 0 ? [didYouMean({ names: near.join(or) })] : []), path.whatIsAGoal],
  })
}

/** The path of this id or title. @throws UserError (exit 2) with the nearest ids. */
export function requirePath(name: string, paths: readonly LearningPath[]): LearningPath {
  const found = conceptNamed(name, paths)
  if (found !== undefined) return found
  const near = closest(
    conceptKey(name),
    paths.map(({ id }) => id),
  )
  const { didYouMean, or, path } = troubleWords()
  throw new UserError(path.unknown({ name }), {
    code: 'unknown-path',
    next: [...(near.length > 0 ? [didYouMean({ names: near.join(or) })] : []), path.listAll],
  })
}

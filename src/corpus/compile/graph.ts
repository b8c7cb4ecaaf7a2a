import type { ClusterNode, Concept, ConceptGraph, TopicNode } from '../concept-graph.ts'
import { conceptNamed } from '../concept-name.ts'
import { type GlossaryEntry, keysOf } from '../glossary/glossary.ts'
import type { ParsedConcept, ParsedPath } from './concepts.ts'
import { clusterMinutes, topicMinutes } from './minutes.ts'
import type { ParsedCluster } from './parse-cluster.ts'
import type { ParsedTopic } from './parse-topic.ts'

interface Parts {
  readonly parsed: readonly ParsedTopic[]
  readonly clusters: readonly ParsedCluster[]
  readonly concepts: readonly ParsedConcept[]
  readonly paths: readonly ParsedPath[]
}

/** What builds on what, of all that did compile. Ids that nothing has are left out: the lint names them. */
export function buildGraph({ parsed, clusters, concepts: written, paths }: Parts): ConceptGraph {
  const concepts = [...written.map(plain), ...parsed.flatMap((topic) => implied(topic, written))]
  const lessons: Lessons = new Map(parsed.map((topic) => [topic.topic.slug, teaches(topic)]))
  const taught = [...lessons.values()].flat()
  const practised = clusters.flatMap(({ exercise }) => exercise.practises)
  const byId = new Map(concepts.map((one) => [one.id, one]))
  const anywhere: Walk = { byId, stops: new Set([...taught, ...practised]) }
  return {
    concepts,
    topics: parsed.map((topic) => topicNode(topic, { byId, stops: new Set(taught) })),
    clusters: clusters.map((cluster) => clusterNode(cluster, lessons, anywhere)),
    paths: paths.map(({ path }) => path),
  }
}

function plain({ id, title, needs }: ParsedConcept): Concept {
  return { id, title, needs }
}

/** A topic is a concept of its own, also where nobody wrote it down. */
function implied({ topic }: ParsedTopic, written: readonly Concept[]): Concept[] {
  if (written.some(({ id }) => id === topic.slug)) return []
  return [{ id: topic.slug, title: topic.title, needs: [] }]
}

/** The glossary: what is written down, then topics that are concepts of their own, of which their lessons say what they are. */
export function buildGlossary({ concepts, parsed }: Pick<Parts, 'concepts' | 'parsed'>): GlossaryEntry[] {
  const lessons = new Map(parsed.map(({ topic }) => [topic.slug, topic.description]))
  const written = concepts.map(({ yaml: _, at: __, ...entry }) => ({
    ...entry,
    definition: entry.definition || (lessons.get(entry.id) ?? ''),
  }))
  // A lesson may go by a name that a concept has already: atomic broadcast is total order broadcast.
  const taken = new Set(concepts.flatMap(keysOf))
  const others = parsed
    .flatMap((topic) => implied(topic, concepts))
    .filter((one) => !keysOf({ ...one, aliases: [] }).some((key) => taken.has(key)))
  return [
    ...written,
    ...others.map((concept) => ({
      ...{ ...concept, area: 'Further topics', definition: lessons.get(concept.id) ?? '' },
      ...{ aliases: [], see: [concept.id] },
    })),
  ]
}

/** What lessons teach, by their slug. */
type Lessons = ReadonlyMap<string, readonly string[]>

function teaches({ topic, frontMatter }: ParsedTopic): string[] {
  return [...new Set([topic.slug, ...frontMatter.data.teaches])]
}

interface Walk {
  readonly byId: ReadonlyMap<string, Concept>
  /** Concepts that one can learn here; what others need is looked for behind them. */
  readonly stops: ReadonlySet<string>
}

function topicNode(parsed: ParsedTopic, walk: Walk): TopicNode {
  const { topic, frontMatter } = parsed
  const own = teaches(parsed)
  const { concepts, patterns } = frontMatter.data.prerequisites
  const named = concepts.flatMap((name) => conceptNamed(name, [...walk.byId.values()])?.id ?? [])
  const { slug, title, difficulty } = topic
  return {
    ...{ slug, title, difficulty, teaches: own },
    needs: learnable([...patterns, ...named, ...own], own, walk),
    questions: topic.quiz.length,
    ...(topic.simulation === undefined ? {} : { simulation: topic.simulation.scenario }),
    minutes: topicMinutes(parsed),
  }
}

/** It waits for its lesson where it practises what this teaches; an exercise such as echo can come before. */
function clusterNode(cluster: ParsedCluster, lessons: Lessons, walk: Walk): ClusterNode {
  const { id, title, lesson, practises, needs } = cluster.exercise
  const taught = lessons.get(lesson) ?? []
  const own = practises.some((one) => taught.includes(one)) ? [lesson] : []
  return {
    ...{ id, title, lesson, practises },
    needs: [...new Set([...own, ...learnable([...needs, ...practises], practises, walk)])],
    minutes: clusterMinutes(cluster),
  }
}

/** Of what is asked for, what one can learn, and behind what one cannot, what one can. `own` is looked behind as well. */
function learnable(asked: readonly string[], own: readonly string[], { byId, stops }: Walk): string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (id: string): void => {
    if (seen.has(id)) return
    seen.add(id)
    if (stops.has(id) && !own.includes(id)) found.add(id)
    else for (const next of byId.get(id)?.needs ?? []) visit(next)
  }
  for (const id of asked) visit(id)
  return [...found]
}

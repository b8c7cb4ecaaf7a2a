import type { ClusterNode, ConceptGraph, TopicNode } from '../../corpus/concept-graph.ts'

export type ItemKind = 'lesson' | 'quiz' | 'simulation' | 'exercise'

/** Something to do, of a size that fits into a sitting or some. */
export interface Item {
  /** `lesson:consensus`: unique, also where a topic and an exercise share a name. */
  readonly id: string
  readonly kind: ItemKind
  /** That of the topic; of an exercise on a cluster its own. */
  readonly slug: string
  readonly title: string
  /** The topic that it belongs to. */
  readonly topic: string
  readonly difficulty: TopicNode['difficulty']
  /** An estimate. */
  readonly minutes: number
  /** Ids of the concepts that it teaches or practises. */
  readonly teaches: readonly string[]
  /** Ids of the concepts that must be known before. */
  readonly needs: readonly string[]
  /** Ids of items that come before it. */
  readonly after: readonly string[]
  /** Of a simulation. */
  readonly scenario?: string
}

/** Long enough to run it and to break it once; how long one plays is everybody's own business. */
const SIMULATION_MINUTES = 10

export function itemId(kind: ItemKind, slug: string): string {
  return `${kind}:${slug}`
}

/** All that there is to do: topic by topic, in the order of the index, then the exercises on clusters. */
export function itemsOf({ topics, clusters }: ConceptGraph): readonly Item[] {
  const difficulty = new Map(topics.map((topic) => [topic.slug, topic.difficulty] as const))
  return [
    ...topics.flatMap(ofTopic),
    ...clusters.map((cluster) => ofCluster(cluster, difficulty.get(cluster.lesson) ?? 'intermediate')),
  ]
}

function ofTopic(topic: TopicNode): Item[] {
  const { slug, title, difficulty, teaches, needs, minutes, simulation } = topic
  const about = { slug, title, topic: slug, difficulty, teaches, needs }
  const read = [itemId('lesson', slug)]
  const lesson: Item = {
    ...about,
    id: itemId('lesson', slug),
    kind: 'lesson',
    minutes: minutes.lesson,
    after: [],
  }
  const others: Item[] = []
  if (topic.questions > 0) {
    others.push({ ...about, id: itemId('quiz', slug), kind: 'quiz', minutes: minutes.quiz, after: read })
  }
  if (simulation !== undefined) {
    const run = { kind: 'simulation' as const, scenario: simulation, minutes: SIMULATION_MINUTES }
    others.push({ ...about, ...run, id: itemId('simulation', slug), after: read })
  }
  if (minutes.exercise !== undefined) {
    const build = { kind: 'exercise' as const, minutes: minutes.exercise }
    others.push({ ...about, ...build, id: itemId('exercise', slug), after: read })
  }
  return [lesson, ...others]
}

function ofCluster(
  { id, title, lesson, practises, needs, minutes }: ClusterNode,
  difficulty: TopicNode['difficulty'],
): Item {
  const after = needs.includes(lesson) ? [itemId('lesson', lesson)] : []
  const about = { slug: id, title, topic: lesson, difficulty, minutes, teaches: practises, needs, after }
  return { ...about, id: itemId('exercise', id), kind: 'exercise' }
}

import type { CorpusItem } from './topic.ts'

/** Something to know, finer than a topic. */
export interface Concept {
  readonly id: string
  readonly title: string
  /** Ids of concepts that it builds on. */
  readonly needs: readonly string[]
}

/** What a lesson teaches, what it builds on, and how long its parts take. */
export interface TopicNode {
  readonly slug: string
  readonly title: string
  readonly difficulty: CorpusItem['difficulty']
  /** Ids of concepts; the first is that of the topic itself and has its slug. */
  readonly teaches: readonly string[]
  /** Concepts of other lessons that must be known before, direct ones only. */
  readonly needs: readonly string[]
  /** Questions of its quiz; 0 without one. */
  readonly questions: number
  /** Id of the simulation that shows it. */
  readonly simulation?: string
  readonly minutes: {
    readonly lesson: number
    readonly quiz: number
    /** Only where it has an exercise of its own. */
    readonly exercise?: number
  }
}

/** An exercise on a cluster. */
export interface ClusterNode {
  readonly id: string
  readonly title: string
  /** The topic that teaches it. */
  readonly lesson: string
  readonly practises: readonly string[]
  /** Concepts that must be known before: of lessons, and of other exercises. */
  readonly needs: readonly string[]
  readonly minutes: number
}

/** A way through the topics. */
export interface LearningPath {
  readonly id: string
  readonly title: string
  readonly summary: string
  /** Whom it is for: somebody in a role, with an interest, or with so much time. */
  readonly by: 'role' | 'topic' | 'time'
  /** How long it is meant to take, of paths by role. */
  readonly months?: number
  /** Most hours that it may take, of paths by time. */
  readonly hours?: number
  readonly parts: readonly {
    readonly title: string
    /** Topics, exercises on clusters or concepts; what they need comes before. */
    readonly goals: readonly string[]
  }[]
}

/** What builds on what: all that is needed to recommend, without opening a topic. */
export interface ConceptGraph {
  readonly concepts: readonly Concept[]
  /** In the order of the index. */
  readonly topics: readonly TopicNode[]
  readonly clusters: readonly ClusterNode[]
  readonly paths: readonly LearningPath[]
}

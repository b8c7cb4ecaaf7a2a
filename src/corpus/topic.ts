import type { Block, Inline } from './blocks.ts'
import type { CertificationItem } from './certificate.ts'
import type { Exercise } from './exercise-schema.ts'
import type { QuizQuestion } from './question.ts'

export type { QuizQuestion } from './question.ts'

/** What a topic can be: a pattern, or a principle, which is one of the others. */
export const TOPIC_KINDS = ['pattern', 'axiom', 'law', 'pillar'] as const
type TopicKind = (typeof TOPIC_KINDS)[number]

export const DIFFICULTIES = ['beginner', 'intermediate', 'advanced', 'expert'] as const
type Difficulty = (typeof DIFFICULTIES)[number]

/** The eight parts of every lesson, in order: its level-2 headings. */
export const LESSON_PARTS = [
  'Overview',
  'Theory',
  'Practice',
  'Examples',
  'Exercises',
  'Quiz',
  'Projects',
  'Resources',
] as const

/** One row of the index: enough to list, filter and recommend without opening the topic. */
export interface CorpusItem {
  readonly slug: string
  readonly kind: TopicKind
  readonly title: string
  readonly description: string
  readonly category: string
  readonly difficulty: Difficulty
  /** Estimated minutes to read and answer. */
  readonly minutes: number
  readonly hasQuiz: boolean
  readonly hasExercise: boolean
  readonly hasSimulation: boolean
}

/** One row of the index for an exercise on a cluster. */
export interface ClusterItem {
  readonly id: string
  readonly title: string
  /** The topic that teaches it. */
  readonly lesson: string
  readonly summary: string
  readonly languages: readonly string[]
  /** How many stages it has. */
  readonly stages: number
}

export interface CorpusIndex {
  readonly items: readonly CorpusItem[]
  readonly clusters: readonly ClusterItem[]
  /** None in a corpus that was made without. */
  readonly certificates?: readonly CertificationItem[]
}

/** A work that the lesson cites as `[number]`; `number` counts from 1 in the order of first citation. */
export interface Source {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly authors: readonly string[]
  readonly year?: number
  readonly url: string
  /** Where in the work: a chapter, section or page. */
  readonly locator?: string
}

/** Which simulation shows the topic, how to start it, and what to look for. */
export interface TopicSimulation {
  readonly scenario: string
  readonly seed: number
  readonly parameters: Readonly<Record<string, number | string | boolean>>
  readonly notice: readonly (readonly Inline[])[]
}

interface TopicMetadata {
  readonly prerequisites: {
    readonly concepts: readonly string[]
    readonly patterns: readonly string[]
    readonly experience?: string
  }
  readonly learningOutcomes: readonly string[]
  readonly interactiveElements: {
    readonly simulations: readonly string[]
    readonly exercises: readonly string[]
    readonly quizzes: readonly string[]
  }
  readonly related: {
    readonly papers: readonly string[]
    readonly patterns: readonly string[]
    readonly tools: readonly string[]
  }
  readonly laws: readonly string[]
  readonly pillars: readonly string[]
  readonly tags: readonly string[]
  /** ISO date, `2026-11-21`. */
  readonly lastReviewed: string
  readonly contributors: readonly string[]
  /** Words of the lesson, without code and diagrams. */
  readonly words: number
}

/** What a topic is tied to in the mapping of principles, by slug. */
export interface Ties {
  readonly axioms: readonly string[]
  readonly laws: readonly string[]
  readonly pillars: readonly string[]
  readonly patterns: readonly string[]
}

/** What a lesson wants remembered, and a question that it answers. */
export interface Insight {
  readonly id: string
  readonly prompt: readonly Inline[]
  readonly text: readonly Inline[]
}

/** Everything about one topic, as compiled from its folder. */
export interface Topic extends CorpusItem {
  /** The whole lesson in order, parts and sections as headings of level 2 and below. */
  readonly blocks: readonly Block[]
  readonly quiz: readonly QuizQuestion[]
  /** None in a corpus that was made without. */
  readonly insights?: readonly Insight[]
  readonly sources: readonly Source[]
  readonly metadata: TopicMetadata
  /** None where the corpus maps nothing to it. */
  readonly ties?: Ties
  readonly exercise?: Exercise
  readonly simulation?: TopicSimulation
  /** Where another language was asked for: what is not told in it. */
  readonly inEnglish?: 'all' | 'some'
}

import type { Block } from './blocks.ts'
import type { CorpusItem, Insight, QuizQuestion, Source, Topic } from './topic.ts'

/** What of a topic is written in another language, file by file: what is missing stays English. */
export interface TopicTranslation {
  /** Of `lesson.es.md`. */
  readonly lesson?: {
    readonly title: string
    readonly description: string
    readonly learningOutcomes: readonly string[]
    readonly blocks: readonly Block[]
    /** Those of the topic, numbered as this text cites them. */
    readonly sources: readonly Source[]
  }
  /** Of `quiz.es.yaml`. */
  readonly quiz?: readonly QuizQuestion[]
  /** Of `insights.es.yaml`. */
  readonly insights?: readonly Insight[]
}

/** How the lessons that are translated are called, by slug. */
export type TranslatedTitles = Readonly<Record<string, Pick<CorpusItem, 'title' | 'description'>>>

/** The topic with the texts of a translation; says of itself what of it is still English. */
export function translatedTopic(topic: Topic, translation: TopicTranslation | undefined): Topic {
  if (translation === undefined) return { ...topic, inEnglish: 'all' }
  const { lesson, quiz, insights } = translation
  const texts = { ...topic, ...(quiz && { quiz }), ...(insights && { insights }) }
  const isWhole =
    lesson !== undefined &&
    (quiz !== undefined || topic.quiz.length === 0) &&
    (insights !== undefined || (topic.insights ?? []).length === 0)
  const told: Topic = isWhole ? texts : { ...texts, inEnglish: lesson === undefined ? 'all' : 'some' }
  if (lesson === undefined) return told
  const { learningOutcomes, ...rest } = lesson
  return { ...told, ...rest, metadata: { ...told.metadata, learningOutcomes } }
}

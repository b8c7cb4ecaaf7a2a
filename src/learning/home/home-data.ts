import type { ConceptGraph } from '../../corpus/concept-graph.ts'
import { loadGraph, loadIndex, loadTopic } from '../../corpus/corpus.ts'
import { inlineText } from '../../corpus/inline-text.ts'
import type { CorpusIndex, Topic } from '../../corpus/topic.ts'
import type { ProgressEvent } from '../events.ts'
import { eventsOrNone, progressOf } from '../load-progress.ts'
import type { Progress } from '../progress.ts'
import type { RecordContext } from '../record.ts'
import type { DueCard } from '../review/due.ts'
import { nextStep, type StepKind, stepsOf } from '../track/steps.ts'
import { foldVisits, visitOf } from '../track/visits.ts'
import { type NextTopic, nextTopic } from './next-topic.ts'

/** What the learner was at. */
export interface Resume {
  readonly slug: string
  readonly title: string
  readonly step: StepKind
  /** Text of the heading at which the lesson was left. */
  readonly heading?: string
}

export interface Share {
  readonly done: number
  readonly total: number
}

/** What the home screen shows, and `home --json` prints. */
export interface HomeData {
  /** The topic that was last worked on, if something of it is left to do. */
  readonly resume?: Resume
  /** Cards that `review` would ask now: questions and key insights. */
  readonly reviewsDue: number
  /** Those of them that are key insights. */
  readonly insightsDue: number
  readonly next?: NextTopic
  /** Days in a row with any activity. */
  readonly streakDays: number
  /** Lessons that were read to their end. */
  readonly topics: Share
  /** Exercises that a program passed. */
  readonly exercises: Share
}

/** Never throws: without a store that can be read it warns, and the learner is a new one. */
export async function loadHome(retention: number, context: RecordContext): Promise<HomeData> {
  const [events, { reviewOf }] = await Promise.all([eventsOrNone(context), import('../review/load.ts')])
  const { due } = reviewOf(events, retention, context.nowMs)
  const corpus = { index: loadIndex(), graph: loadGraph(), topicOf: loadTopic }
  return homeOf(events, { ...context, ...corpus, due })
}

export interface HomeContext {
  readonly nowMs: number
  readonly index: CorpusIndex
  readonly graph: ConceptGraph
  readonly topicOf: (slug: string) => Topic
  /** What `review` would ask now. */
  readonly due: readonly Pick<DueCard, 'kind'>[]
}

export function homeOf(events: readonly ProgressEvent[], context: HomeContext): HomeData {
  const { index, graph, nowMs, due } = context
  const progress = progressOf(events, nowMs)
  const resume = resumeOf(events, progress, context)
  const next = nextTopic(events, { graph, nowMs, besides: resume?.slug })
  return {
    ...(resume !== undefined && { resume }),
    reviewsDue: due.length,
    insightsDue: due.filter(({ kind }) => kind === 'insight').length,
    ...(next !== undefined && { next }),
    streakDays: progress.streakDays,
    ...sharesOf(progress, index),
  }
}

function sharesOf(
  progress: Progress,
  { items, clusters }: CorpusIndex,
): Pick<HomeData, 'topics' | 'exercises'> {
  const exercises = [
    ...items.filter(({ hasExercise }) => hasExercise).map(({ slug }) => slug),
    ...clusters.map(({ id }) => id),
  ]
  return {
    topics: shareOf(
      items.map(({ slug }) => slug),
      progress.read,
    ),
    exercises: shareOf(exercises, progress.passed),
  }
}

function shareOf(all: readonly string[], done: readonly string[]): Share {
  return { done: all.filter((name) => done.includes(name)).length, total: all.length }
}

/** Of the topics with something left to do, the one that was worked on last. Grading `raft` is work on its lesson. */
function resumeOf(
  events: readonly ProgressEvent[],
  progress: Progress,
  { index, topicOf }: HomeContext,
): Resume | undefined {
  const visits = foldVisits(events)
  const lessons = new Map(index.clusters.map(({ id, lesson }) => [id, lesson]))
  const known = new Set(index.items.map(({ slug }) => slug))
  const worked = [...events]
    .filter(({ kind }) => kind !== 'review' && kind !== 'bury' && kind !== 'undo')
    .reverse()
    .map(({ slug }) => (known.has(slug) ? slug : (lessons.get(slug) ?? slug)))
  for (const slug of new Set(worked)) {
    if (!known.has(slug)) continue
    const topic = topicOf(slug)
    const clusters = index.clusters.filter(({ lesson }) => lesson === slug)
    const visit = visitOf(visits, slug)
    const step = nextStep(stepsOf({ topic, clusters }, { progress, visit }))
    if (step === undefined) continue
    const heading = step.kind === 'lesson' ? headingOf(topic, visit.place) : undefined
    return { slug, title: topic.title, step: step.kind, ...(heading !== undefined && { heading }) }
  }
  return undefined
}

function headingOf({ blocks }: Topic, id: string | undefined): string | undefined {
  const found = blocks.find((block) => block.type === 'heading' && block.id === id)
  return found?.type === 'heading' ? inlineText(found.children) : undefined
}

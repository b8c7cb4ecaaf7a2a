import type { Achievement } from '../../corpus/achievement-schema.ts'
import type { CorpusIndex } from '../../corpus/topic.ts'
import { achievementsOf } from '../achievements/achievements.ts'
import type { ProgressEvent } from '../events.ts'
import type { Progress, Today } from '../progress.ts'
import type { Cards } from '../review/cards.ts'
import type { Scheduler } from '../review/scheduler.ts'
import { activeDays, longestStreak } from './days.ts'
import {
  type ClusterStages,
  clusterStages,
  type ImplementedPattern,
  implementedPatterns,
} from './exercises.ts'
import { type Recall, recallOf } from './recall.ts'

const WEEK = 7

/** How well a concept is known. */
export interface ConceptMastery {
  readonly concept: string
  /** From 0 to 1, now. */
  readonly mastery: number
  readonly mastered: boolean
}

/** How far a learning path is. */
export interface PathProgress {
  readonly id: string
  readonly title: string
  readonly done: number
  readonly total: number
  /** Whether it is the one that the learner is on. */
  readonly followed: boolean
}

/** A day with any activity. */
export interface DayOfWork {
  /** `2026-11-22`, on the calendar of this machine. */
  readonly date: string
  readonly day: number
  readonly events: number
  readonly ms: number
}

/** What is shown of all that the learner did. */
export interface Dashboard {
  /** Topics of the corpus, and how many of them the learner has brought so far. */
  readonly topics: {
    readonly total: number
    readonly begun: number
    readonly read: number
    readonly quizzed: number
    readonly passed: number
  }
  readonly patterns: { readonly total: number; readonly implemented: readonly ImplementedPattern[] }
  readonly clusters: readonly ClusterStages[]
  readonly streak: { readonly days: number; readonly longest: number }
  readonly time: { readonly totalMs: number; readonly last7DaysMs: number }
  /** Oldest first. */
  readonly days: readonly DayOfWork[]
  /** Number of the day that it is. */
  readonly today: number
  readonly recall: Recall
  /** How many there are, and how many are earned. */
  readonly achievements: { readonly earned: number; readonly total: number }
  /** Undefined where nobody computes it. */
  readonly mastery?: readonly ConceptMastery[]
  readonly paths?: readonly PathProgress[]
}

export interface DashboardSource extends Today {
  readonly events: readonly ProgressEvent[]
  readonly progress: Progress
  readonly index: CorpusIndex
  readonly cards: Cards
  readonly scheduler: Scheduler
  readonly achievements: readonly Achievement[]
  readonly dateOf: (day: number) => string
  readonly mastery?: readonly ConceptMastery[]
  readonly paths?: readonly PathProgress[]
}

export function dashboardOf(source: DashboardSource): Dashboard {
  const { events, progress, index, nowMs, dayOf, dateOf, mastery, paths } = source
  const days = activeDays(events, dayOf).map((one) => ({ ...one, date: dateOf(one.day) }))
  const today = dayOf(nowMs)
  const sumMs = (some: readonly { readonly ms: number }[]) => some.reduce((sum, { ms }) => sum + ms, 0)
  return {
    topics: topicCounts(progress, index),
    patterns: {
      total: index.items.filter(({ hasExercise }) => hasExercise).length,
      implemented: implementedPatterns(events, index.items),
    },
    clusters: clusterStages(events, index.clusters),
    streak: { days: progress.streakDays, longest: longestStreak(days) },
    time: { totalMs: sumMs(days), last7DaysMs: sumMs(days.filter(({ day }) => day > today - WEEK)) },
    days,
    today,
    recall: recallOf(source.cards, source.scheduler, nowMs),
    achievements: {
      earned: achievementsOf(source.achievements, events, dayOf).earned.length,
      total: source.achievements.length,
    },
    ...(mastery === undefined ? {} : { mastery }),
    ...(paths === undefined ? {} : { paths }),
  }
}

/** Of the topics that the corpus has; the log may know others, and exercises that are no topics. */
function topicCounts({ topics, read, quizzes, passed }: Progress, { items }: CorpusIndex) {
  const count = (has: (slug: string) => boolean) => items.filter(({ slug }) => has(slug)).length
  return {
    total: items.length,
    begun: count((slug) => topics[slug] !== undefined),
    read: count((slug) => read.includes(slug)),
    quizzed: count((slug) => {
      const quiz = quizzes[slug]
      return quiz !== undefined && quiz.answered === quiz.total
    }),
    passed: count((slug) => passed.includes(slug)),
  }
}

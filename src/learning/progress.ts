import type { ProgressEvent } from './events.ts'

/** How far the learner has come with a topic; each stage outranks those before it. */
export const STAGES = ['new', 'reading', 'read', 'quizzed', 'passed'] as const

/**
 * `new`: nothing yet. `reading`: begun in any way. `read`: the lesson was read to its end.
 * `quizzed`: every question of the quiz has an answer. `passed`: a program for it was graded `pass`.
 */
export type Status = (typeof STAGES)[number]

export interface QuizTally {
  /** Questions with at least one answer. */
  readonly answered: number
  /** Questions whose newest answer is right. */
  readonly correct: number
  /** Questions that the quiz has, as far as the log knows. */
  readonly total: number
}

export interface Progress {
  /** Programs that were graded, whatever the verdict. */
  readonly attempts: number
  /** Topics with a program that passed, in the order in which they first passed. */
  readonly passed: readonly string[]
  /** Topics whose lesson was read to its end, in the order in which that first happened. */
  readonly read: readonly string[]
  /** By topic, in the order of their first answers. */
  readonly quizzes: Readonly<Record<string, QuizTally>>
  /** Hints that were shown. */
  readonly hints: number
  /** Days in a row with any activity, up to today, or up to yesterday while today has none. */
  readonly streakDays: number
  /** By topic, in the order in which they were begun; a topic that is not here is `new`. */
  readonly topics: Readonly<Record<string, TopicProgress>>
}

export interface TopicProgress {
  readonly status: Status
  readonly attempts: number
  readonly lastAtMs: number
}

export interface Today {
  readonly nowMs: number
  /** Number of the learner's own day that holds an instant; days in a row have numbers in a row. */
  readonly dayOf: (atMs: number) => number
}

/** What the log amounts to. `events` are ordered by time, as the store gives them. */
export function foldProgress(events: readonly ProgressEvent[], today: Today): Progress {
  const topics = tally(events)
  const slugsWith = (first: (topic: Tally) => number | undefined) =>
    [...topics.values()]
      .filter((topic) => first(topic) !== undefined)
      .sort((a, b) => (first(a) ?? 0) - (first(b) ?? 0))
      .map(({ slug }) => slug)
  return {
    attempts: count(events, 'attempt'),
    passed: slugsWith((topic) => topic.passedAt),
    read: slugsWith((topic) => topic.readAt),
    quizzes: quizzes(topics),
    hints: count(events, 'hint'),
    streakDays: streak(events, today),
    topics: byTopic(topics),
  }
}

/** The status of a topic, also of one that was never opened. */
export function statusOf(progress: Progress, slug: string): Status {
  return Object.hasOwn(progress.topics, slug) ? (progress.topics[slug]?.status ?? 'new') : 'new'
}

interface Tally {
  readonly slug: string
  attempts: number
  lastAtMs: number
  questions: number
  /** Question to whether its newest answer was right. */
  readonly answers: Map<string, boolean>
  /** Places in the log, so that what came first can be told even within a millisecond. */
  readAt?: number
  passedAt?: number
}

function tally(events: readonly ProgressEvent[]): ReadonlyMap<string, Tally> {
  const topics = new Map<string, Tally>()
  for (const [place, event] of events.entries()) {
    if (event.kind === 'path' || isOfCertificate(event)) continue
    const topic = topics.get(event.slug) ?? begin(event)
    topics.set(event.slug, topic)
    add(topic, event, place)
  }
  return topics
}

/** Its slug names a certificate, not a topic. */
function isOfCertificate({ kind }: ProgressEvent): boolean {
  return kind.startsWith('exam-') || kind === 'case-study'
}

function begin({ slug, atMs }: ProgressEvent): Tally {
  return { slug, attempts: 0, lastAtMs: atMs, questions: 0, answers: new Map() }
}

function add(topic: Tally, event: ProgressEvent, place: number): void {
  topic.lastAtMs = event.atMs
  if (event.kind === 'read' && event.data.finished) topic.readAt ??= place
  if (event.kind === 'attempt') {
    topic.attempts += 1
    if (event.data.verdict === 'pass') topic.passedAt ??= place
  }
  if (event.kind === 'quiz') {
    topic.questions = event.data.questions
    topic.answers.set(event.data.question, event.data.correct)
  }
}

function count(events: readonly ProgressEvent[], kind: ProgressEvent['kind']): number {
  return events.filter((event) => event.kind === kind).length
}

function quizzes(topics: ReadonlyMap<string, Tally>): Record<string, QuizTally> {
  const answered = [...topics.values()].filter(({ answers }) => answers.size > 0)
  return Object.fromEntries(answered.map((topic) => [topic.slug, quizTally(topic)]))
}

/** A quiz may have lost questions since they were answered, hence at least as many as have answers. */
function quizTally({ answers, questions }: Tally): QuizTally {
  const correct = [...answers.values()].filter((right) => right).length
  return { answered: answers.size, correct, total: Math.max(questions, answers.size) }
}

function byTopic(topics: ReadonlyMap<string, Tally>): Record<string, TopicProgress> {
  return Object.fromEntries(
    [...topics.values()].map((topic) => [
      topic.slug,
      { status: status(topic), attempts: topic.attempts, lastAtMs: topic.lastAtMs },
    ]),
  )
}

function status(topic: Tally): Status {
  if (topic.passedAt !== undefined) return 'passed'
  if (topic.answers.size > 0 && topic.answers.size >= topic.questions) return 'quizzed'
  return topic.readAt === undefined ? 'reading' : 'read'
}

function streak(events: readonly ProgressEvent[], { nowMs, dayOf }: Today): number {
  const days = new Set(events.map(({ atMs }) => dayOf(atMs)))
  const today = dayOf(nowMs)
  const last = days.has(today) ? today : today - 1
  let length = 0
  while (days.has(last - length)) length += 1
  return length
}

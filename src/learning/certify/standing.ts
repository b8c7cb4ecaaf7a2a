import type { Certification, Requirement } from '../../corpus/certificate.ts'
import { loadIndex, loadTopic } from '../../corpus/corpus.ts'
import type { Topic } from '../../corpus/topic.ts'
import type { ProgressEvent } from '../events.ts'
import { caseStudy } from './requirements/case-study.ts'
import { clusters } from './requirements/clusters.ts'
import { exam } from './requirements/exam.ts'
import { patterns } from './requirements/patterns.ts'
import { study } from './requirements/study.ts'

/** What is judged: the log, and the corpus that it is about. */
export interface Record_ {
  readonly certificate: string
  /** Ordered by time. */
  readonly events: readonly ProgressEvent[]
  readonly nowMs: number
  topic(slug: string): Topic
  /** Slugs of the patterns with an exercise. */
  readonly exercises: readonly string[]
}

export interface Missing {
  readonly what: string
  /** What to do about it. */
  readonly command: string
}

/** How far a learner is with one requirement. */
export interface Standing {
  readonly type: Requirement['type']
  readonly text: string
  readonly met: boolean
  readonly done: number
  readonly of: number
  readonly missing: readonly Missing[]
  /** The events that it rests on. */
  readonly evidence: readonly ProgressEvent[]
}

/** One kind of requirement. */
export type Judge<R extends Requirement> = (requirement: R, record: Record_) => Omit<Standing, 'type'>

const JUDGES: { readonly [T in Requirement['type']]: Judge<Extract<Requirement, { type: T }>> } = {
  study,
  patterns,
  clusters,
  'case-study': caseStudy,
  exam,
}

/** How a learner stands with each requirement of a certificate. */
export function standingsOf(
  { id, requirements }: Certification,
  events: readonly ProgressEvent[],
  nowMs: number,
): readonly Standing[] {
  const exercises = loadIndex().items.flatMap(({ slug, hasExercise }) => (hasExercise ? [slug] : []))
  const record: Record_ = { certificate: id, events, nowMs, topic: (slug) => loadTopic(slug), exercises }
  return requirements.map((one) => {
    const judge = JUDGES[one.type] as Judge<Requirement>
    return { type: one.type, ...judge(one, record) }
  })
}

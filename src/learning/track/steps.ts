import type { ClusterItem, Topic } from '../../corpus/topic.ts'
import type { Progress } from '../progress.ts'
import type { Visit } from './visits.ts'

/** The steps of a track, in the order in which they are gone through. */
export const STEP_KINDS = ['lesson', 'diagram', 'simulation', 'quiz', 'exercise'] as const
export type StepKind = (typeof STEP_KINDS)[number]

export interface TrackStep {
  readonly kind: StepKind
  readonly done: boolean
}

/** What is known of the learner. */
export interface Known {
  readonly progress: Progress
  readonly visit: Visit
}

/** A topic and the exercises on clusters whose lesson it is. */
export interface TrackSubject {
  readonly topic: Topic
  readonly clusters: readonly ClusterItem[]
}

/** The steps that the topic has. A lesson without a simulation has a track without one. */
export function stepsOf(subject: TrackSubject, known: Known): readonly TrackStep[] {
  const has = partsOf(subject)
  return STEP_KINDS.filter((kind) => has[kind]).map((kind) => ({
    kind,
    done: DONE[kind](subject, known),
  }))
}

/** The first that is not done; undefined when the track is done. */
export function nextStep(steps: readonly TrackStep[]): TrackStep | undefined {
  return steps.find(({ done }) => !done)
}

/** The names under which programs for the topic are graded. */
export function exercisesOf({ topic, clusters }: TrackSubject): readonly string[] {
  const own = topic.exercise === undefined ? [] : [topic.slug]
  return [...own, ...clusters.map(({ id }) => id)]
}

function partsOf(subject: TrackSubject): Readonly<Record<StepKind, boolean>> {
  const { topic } = subject
  return {
    lesson: true,
    diagram: topic.blocks.some(({ type }) => type === 'diagram'),
    simulation: topic.simulation !== undefined,
    quiz: topic.quiz.length > 0,
    exercise: exercisesOf(subject).length > 0,
  }
}

const DONE: Readonly<Record<StepKind, (subject: TrackSubject, known: Known) => boolean>> = {
  lesson: ({ topic }, { progress }) => progress.read.includes(topic.slug),
  diagram: (_, { visit }) => visit.seen.has('diagram'),
  simulation: (_, { visit }) => visit.seen.has('simulation'),
  quiz: ({ topic }, { progress }) => (progress.quizzes[topic.slug]?.answered ?? 0) >= topic.quiz.length,
  exercise: (subject, { progress }) => exercisesOf(subject).some((name) => progress.passed.includes(name)),
}

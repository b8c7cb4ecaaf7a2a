import { loadIndex, loadTopic } from '../../corpus/corpus.ts'
import { eventsOrNone, progressOf } from '../../learning/load-progress.ts'
import {
  nextStep,
  type StepKind,
  stepsOf,
  type TrackStep,
  type TrackSubject,
} from '../../learning/track/steps.ts'
import { foldVisits, type Visit, visitOf } from '../../learning/track/visits.ts'
import { openChoice } from '../index.ts'
import { visitDiagrams } from './diagrams.ts'
import { visitExercise } from './exercise.ts'
import { visitLesson } from './lesson.ts'
import { visitQuiz } from './quiz.ts'
import { visitSimulation } from './simulation.ts'
import { contextOf, type Sitting, type Way } from './sitting.ts'
import { trackChoice } from './track-choice.ts'

/**
 * The track on a topic: its steps one after the other, with the line of all steps between them. A lesson that was not read
 * to its end opens at once, where it was left; q leaves it and the track.
 */
export async function visitTopic(slug: string, sitting: Sitting): Promise<Way> {
  const subject = subjectOf(slug)
  const start = await standingOf(subject, sitting)
  if (nextStep(start.steps)?.kind === 'lesson') {
    const way = await visitLesson(subject.topic, sitting, start)
    if (way !== 'on') return way
  }
  let last: StepKind | undefined
  while (true) {
    const { steps, visit } = await standingOf(subject, sitting)
    const { ending, chosen } = await openChoice({
      ...sitting.screen,
      ...trackChoice(subject.topic, steps, sitting.screen, last),
    })
    if (ending === 'interrupted') return 'interrupted'
    const step = chosen === undefined ? undefined : steps[chosen]
    if (step === undefined) return 'back'
    const way = await VISITS[step.kind](subject, sitting, { steps, visit })
    if (way === 'interrupted') return way
    last = step.kind
  }
}

/** How far the learner has come on a track. */
export interface Standing {
  readonly steps: readonly TrackStep[]
  readonly visit: Visit
}

type VisitStep = (subject: TrackSubject, sitting: Sitting, standing: Standing) => Promise<Way | 'on'>

const VISITS: Readonly<Record<StepKind, VisitStep>> = {
  lesson: ({ topic }, sitting, standing) => visitLesson(topic, sitting, standing),
  diagram: ({ topic }, sitting) => visitDiagrams(topic, sitting),
  simulation: ({ topic }, sitting) => visitSimulation(topic, sitting),
  quiz: ({ topic }, sitting) => visitQuiz(topic, sitting),
  exercise: visitExercise,
}

function subjectOf(slug: string): TrackSubject {
  const clusters = loadIndex().clusters.filter(({ lesson }) => lesson === slug)
  return { topic: loadTopic(slug), clusters }
}

async function standingOf(subject: TrackSubject, sitting: Sitting): Promise<Standing> {
  const context = contextOf(sitting)
  const events = await eventsOrNone(context)
  const progress = progressOf(events, context.nowMs)
  const visit = visitOf(foldVisits(events), subject.topic.slug)
  return { steps: stepsOf(subject, { progress, visit }), visit }
}

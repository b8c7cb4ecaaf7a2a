import type { StepKind } from '../learning/track/steps.ts'

/** As they are called within a sentence. */
export const STEP_NAMES: Readonly<Record<StepKind, string>> = {
  lesson: 'the lesson',
  diagram: 'the diagram',
  simulation: 'the simulation',
  quiz: 'the quiz',
  exercise: 'the exercise',
}

import type { Topic } from '../corpus/topic.ts'
import type { QuizResult, QuizScore } from '../learning/quiz.ts'
import { type Ending, isTerminal, type ScreenOptions } from './terminal/screen-options.ts'

export { type Ending, EXIT_INTERRUPTED, type ScreenOptions } from './terminal/screen-options.ts'

export interface ReaderOptions extends ScreenOptions {
  readonly topic: Topic
  /** Called once, when the end of the lesson has been on the screen. */
  readonly onFinished: () => Promise<void> | void
  /** Called for every answer, as soon as it is graded; also for answers given again. */
  readonly onAnswer: (result: QuizResult) => Promise<void> | void
}

export interface ReaderOutcome {
  readonly ending: Ending
  /** Whether the end of the lesson was reached. */
  readonly finished: boolean
  readonly score: QuizScore
}

export interface QuizOptions extends ScreenOptions {
  readonly topic: Topic
  /** With a seed the questions come in an order that this seed always gives. */
  readonly seed?: string
  readonly onAnswer: (result: QuizResult) => Promise<void> | void
}

export interface QuizOutcome {
  readonly ending: Ending
  readonly score: QuizScore
}

/** Opens the lesson, with its quiz at the end. Resolves when the reader is closed. */
export async function openReader(options: ReaderOptions): Promise<ReaderOutcome> {
  if (!isTerminal(options)) {
    return { ending: 'no-terminal', finished: false, score: unanswered(options.topic) }
  }
  const { openReader } = await import('./screens/reader/open-reader.tsx')
  return openReader(options)
}

/** Asks the topic's questions, grading each at once. Resolves when the quiz is left. */
export async function openQuiz(options: QuizOptions): Promise<QuizOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal', score: unanswered(options.topic) }
  const { openQuiz } = await import('./screens/quiz/open-quiz.tsx')
  return openQuiz(options)
}

function unanswered({ quiz }: Topic): QuizScore {
  return { answered: 0, correct: 0, total: quiz.length }
}

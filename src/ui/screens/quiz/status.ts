import { currentQuestion, quizPhase, quizScore } from '../../../learning/quiz.ts'
import { quizWindow } from './quiz-lines.ts'
import type { QuizState } from './state.ts'

/** The two ends of the status bar: how it stands, and which keys help now. */
export function quizStatus(state: QuizState): [left: string, right: readonly string[]] {
  const { answered, correct } = quizScore(state.session)
  const { top, height, length } = quizWindow(state)
  const more = top + height < length ? ['PgDn more'] : []
  const score = answered === 0 ? 'nothing answered yet' : `${correct} of ${answered} right`
  return [state.message ?? score, [...hints(state), ...more]]
}

function hints({ session }: QuizState): string[] {
  switch (quizPhase(session)) {
    case 'asking':
      return currentQuestion(session)?.type === 'single'
        ? ['q quit', 'Esc back', 'A B C choose', 'Enter answer']
        : ['q quit', 'Esc back', 'A B C mark', 'Enter answer']
    case 'graded':
      return ['q quit', 'Esc back', 'Enter next']
    case 'done':
      return ['q quit', 'Enter back']
  }
}

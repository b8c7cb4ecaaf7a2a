import { currentQuestion, quizPhase, quizScore } from '../../../learning/quiz.ts'
import { quizWindow } from './quiz-lines.ts'
import type { QuizState } from './state.ts'

/** The two ends of the status bar: how it stands, and which keys help now. */
export function quizStatus(state: QuizState): [left: string, right: string] {
  const { answered, correct } = quizScore(state.session)
  const { top, height, length } = quizWindow(state)
  const more = top + height < length ? 'PgDn more  ' : ''
  return [state.message ?? `${correct} of ${answered} right so far`, `${more}${hints(state)}`]
}

function hints({ session }: QuizState): string {
  switch (quizPhase(session)) {
    case 'asking':
      return currentQuestion(session)?.type === 'single'
        ? 'A-Z or arrows choose  Enter answer  Esc back'
        : 'A-Z or Space mark  Enter answer  Esc back'
    case 'graded':
      return 'Enter next  Esc back  q quit'
    case 'done':
      return 'Enter back  q quit'
  }
}

import type { LessonTheme } from '../../../report/lesson/theme.ts'
import { drawQuiz, quizWindow } from './quiz-lines.ts'
import type { QuizState } from './state.ts'

export function visibleQuizLines(state: QuizState, theme: LessonTheme): string[] {
  const { top, height } = quizWindow(state)
  return drawQuiz(state, theme).lines.slice(top, top + height)
}

import { inputOf } from '../../../learning/questions/registry.ts'
import { currentQuestion, quizPhase, quizScore } from '../../../learning/quiz.ts'
import { quizWindow } from './quiz-lines.ts'
import { isWriting, type QuizState } from './state.ts'

/** The two ends of the status bar: how it stands, and which keys help now. */
export function quizStatus(state: QuizState): [left: string, right: readonly string[]] {
  const { answered, correct } = quizScore(state.session)
  const { top, height, length } = quizWindow(state)
  const more = top + height < length ? ['PgDn more'] : []
  const score = answered === 0 ? 'nothing answered yet' : `${correct} of ${answered} right`
  return [state.message ?? score, [...hints(state), ...more]]
}

function hints(state: QuizState): string[] {
  const { session } = state
  switch (quizPhase(session)) {
    case 'asking':
      return [
        isWriting(state) ? 'Esc keys' : 'q quit',
        ...(isWriting(state) ? [] : ['Esc back']),
        ...answerHints(state),
      ]
    case 'graded':
      return ['q quit', 'Esc back', 'Enter next']
    case 'done':
      return ['q quit', 'Enter back']
  }
}

/** How the question on the table is answered, by the keys that help now. */
export function answerHints(state: Pick<QuizState, 'session' | 'isTyping'>): readonly string[] {
  const question = currentQuestion(state.session)
  if (question === undefined) return []
  const input = inputOf(question)
  if (input === 'text') return isWriting(state) ? ['type', 'Enter answer'] : ['Enter type']
  return [input === 'one' ? 'A B C choose' : 'A B C mark', 'Enter answer']
}

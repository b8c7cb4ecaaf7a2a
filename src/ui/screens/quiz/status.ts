import { inputOf } from '../../../learning/questions/registry.ts'
import { currentQuestion, quizPhase, quizScore } from '../../../learning/quiz.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { quizWindow } from './quiz-lines.ts'
import { isWriting, type QuizState } from './state.ts'

/** The two ends of the status bar: how it stands, and which keys help now. */
export function quizStatus(state: QuizState): [left: string, right: readonly string[]] {
  const { answered, correct } = quizScore(state.session)
  const { top, height, length } = quizWindow(state)
  const words = screenWords()
  const more = top + height < length ? [words.hints.more] : []
  const score = answered === 0 ? words.quiz.nothingYet : words.quiz.score({ correct, total: answered })
  return [state.message ?? score, [...keyHints(state), ...more]]
}

function keyHints(state: QuizState): string[] {
  const { session } = state
  const { hints } = screenWords()
  switch (quizPhase(session)) {
    case 'asking':
      return [
        isWriting(state) ? hints.escKeys : hints.quit,
        ...(isWriting(state) ? [] : [hints.escBack]),
        ...answerHints(state),
      ]
    case 'graded':
      return [hints.quit, hints.escBack, hints.next]
    case 'done':
      return [hints.quit, hints.toBack]
  }
}

/** How the question on the table is answered, by the keys that help now. */
export function answerHints(state: Pick<QuizState, 'session' | 'isTyping'>): readonly string[] {
  const question = currentQuestion(state.session)
  if (question === undefined) return []
  const { hints } = screenWords()
  const input = inputOf(question)
  if (input === 'text') return isWriting(state) ? [hints.type, hints.answer] : [hints.toType]
  return [input === 'one' ? hints.letterChooses : hints.letterMarks, hints.answer]
}

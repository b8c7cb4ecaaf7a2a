import { type QuizSession, quizPhase, quizReducer } from '../../../learning/quiz.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { type Deck, isWriting, type QuizState, startQuizState, UNANSWERED } from '../quiz/state.ts'
import { answerHints } from '../quiz/status.ts'
import { updateQuiz } from '../quiz/update.ts'

export interface ExamState {
  readonly quiz: QuizState
  /** The session with the answer that was given last, graded; it is not shown. */
  readonly graded: QuizSession | undefined
  readonly leftMs: number
  /** Whether the learner was asked if they mean to leave. */
  readonly isLeaving: boolean
  readonly left: 'done' | 'quit' | 'time' | 'interrupted' | undefined
}

export interface ExamStart {
  readonly title: string
  readonly questions: Deck['quiz']
  /** Of the time that is left. */
  readonly leftMs: number
}

export function startExam(size: Size, { title, questions, leftMs }: ExamStart): ExamState {
  const quiz = startQuizState(size, { title, quiz: questions, sources: [] })
  return {
    quiz,
    graded: undefined,
    leftMs,
    isLeaving: false,
    left: questions.length === 0 ? 'done' : undefined,
  }
}

/** The exam after a key: those of a quiz, but after an answer the next question follows at once. */
export function pressExam(state: ExamState, key: KeyName): ExamState {
  if (state.isLeaving)
    return key === 'y' || key === screenWords().exam.yes
      ? { ...state, left: 'quit' }
      : { ...state, isLeaving: false }
  const quiz = updateQuiz(state.quiz, key)
  if (quiz.left !== undefined) return { ...state, isLeaving: true }
  if (quiz.session.result === undefined) return { ...state, quiz }
  const session = quizReducer(quiz.session, { type: 'next' })
  const left = quizPhase(session) === 'done' ? ('done' as const) : undefined
  return { ...state, quiz: { ...quiz, session, ...UNANSWERED }, graded: quiz.session, left }
}

export function tickExam(state: ExamState, elapsedMs: number): ExamState {
  const leftMs = state.leftMs - elapsedMs
  return leftMs > 0 ? { ...state, leftMs } : { ...state, leftMs: 0, left: 'time' }
}

/** The two ends of the status bar. */
export function examStatus({ quiz, leftMs, isLeaving }: ExamState): [left: string, right: readonly string[]] {
  const { exam, hints } = screenWords()
  if (isLeaving) return [exam.leave, []]
  const left = quiz.message ?? timeText(leftMs)
  return [left, [...(isWriting(quiz) ? [hints.escKeys] : [hints.leave, hints.help]), ...answerHints(quiz)]]
}

/** `29 min left`; in the last minutes `1:05 left`. */
export function timeText(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000)
  const { exam } = screenWords()
  if (seconds >= 300) return exam.minutes({ minutes: Math.ceil(seconds / 60) })
  return exam.clock({
    minutes: Math.floor(seconds / 60),
    seconds: String(seconds % 60).padStart(2, '0'),
  })
}

import type { QuizQuestion, Source } from '../../../corpus/topic.ts'
import { inputOf } from '../../../learning/questions/registry.ts'
import {
  currentQuestion,
  type DrawOptions,
  type QuizSession,
  quizPhase,
  startQuiz,
} from '../../../learning/quiz.ts'
import { EMPTY_LINE, type LineEdit } from '../../components/line-edit.ts'
import type { Size } from '../../terminal/screen-options.ts'

/** The part of a topic that a quiz needs. */
export interface Deck {
  readonly title: string
  readonly quiz: readonly QuizQuestion[]
  readonly sources: readonly Source[]
}

export interface QuizState {
  readonly size: Size
  readonly deck: Deck
  readonly session: QuizSession<QuizQuestion>
  /** Index of the choice under the marker; undefined until a key chose one, so that no answer is given by chance. */
  readonly cursor: number | undefined
  /** The answer that is being typed, where one is. */
  readonly line: LineEdit
  /** Keys write into the line. Escape stops that, so that they do what they do elsewhere. */
  readonly isTyping: boolean
  /** Rows that were scrolled down by PgDn; undefined follows the marker. */
  readonly top: number | undefined
  readonly message: string | undefined
  readonly left: 'back' | 'quit' | 'interrupted' | undefined
}

export function startQuizState(size: Size, deck: Deck, draw: DrawOptions = {}): QuizState {
  return {
    size,
    deck,
    session: startQuiz(deck.quiz, draw),
    ...UNANSWERED,
    message: undefined,
    left: undefined,
  }
}

/** What belongs to one question, before anything is done about it. */
export const UNANSWERED = { cursor: undefined, line: EMPTY_LINE, isTyping: true, top: undefined } as const

/** Whether the question on the table is answered by typing. */
export function wantsText({ session }: Pick<QuizState, 'session'>): boolean {
  const question = currentQuestion(session)
  return question !== undefined && quizPhase(session) === 'asking' && inputOf(question) === 'text'
}

/** Whether keys are letters of an answer. */
export function isWriting(state: Pick<QuizState, 'session' | 'isTyping'>): boolean {
  return state.isTyping && wantsText(state)
}

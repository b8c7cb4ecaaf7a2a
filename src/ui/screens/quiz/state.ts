import type { QuizQuestion, Source } from '../../../corpus/topic.ts'
import { type QuizSession, startQuiz } from '../../../learning/quiz.ts'
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
  /** Rows that were scrolled down by PgDn; undefined follows the marker. */
  readonly top: number | undefined
  readonly message: string | undefined
  readonly left: 'back' | 'quit' | 'interrupted' | undefined
}

export function startQuizState(size: Size, deck: Deck, seed?: string): QuizState {
  return {
    size,
    deck,
    session: startQuiz(deck.quiz, seed === undefined ? {} : { seed }),
    cursor: undefined,
    top: undefined,
    message: undefined,
    left: undefined,
  }
}

import type { DueCard } from '../../../learning/review/due.ts'
import type { Deed } from '../../../learning/review/review-log.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { type QuizState, startQuizState } from '../quiz/state.ts'

export interface ReviewState {
  readonly size: Size
  /** All of the sitting, in order. */
  readonly cards: readonly DueCard[]
  /** The one that is asked; their number when all are done. */
  readonly at: number
  /** The question as a quiz of one; undefined of an insight, and when all are done. */
  readonly quiz: QuizState | undefined
  /** The insight that is asked for is on the screen. */
  readonly isTurned: boolean
  /** Everything that was done, in order: what is new here is to be saved. */
  readonly deeds: readonly Deed[]
  /** Places in `deeds` of what can still be undone. */
  readonly undoable: readonly number[]
  readonly message: string | undefined
  readonly left: 'quit' | 'interrupted' | undefined
}

export function startReview(size: Size, cards: readonly DueCard[]): ReviewState {
  const asked = { at: 0, quiz: undefined, isTurned: false }
  return goTo({ size, cards, ...asked, deeds: [], undoable: [], message: undefined, left: undefined }, 0)
}

/** The card at this place, not yet answered. */
export function goTo(state: ReviewState, at: number): ReviewState {
  const card = state.cards[at]
  if (card?.kind !== 'question') return { ...state, at, quiz: undefined, isTurned: false }
  const deck = { title: card.title, quiz: [card.question], sources: card.sources }
  return { ...state, at, quiz: startQuizState(state.size, deck), isTurned: false }
}

export type ReviewPhase = 'asked' | 'answered' | 'done'

/** Whether the card waits for an answer, or for how well it was known. */
export function reviewPhase(state: ReviewState): ReviewPhase {
  if (cardOf(state) === undefined) return 'done'
  const isAnswered = state.quiz === undefined ? state.isTurned : state.quiz.session.result !== undefined
  return isAnswered ? 'answered' : 'asked'
}

export function cardOf({ cards, at }: ReviewState): DueCard | undefined {
  return cards[at]
}

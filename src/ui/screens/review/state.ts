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
  /** The question as a quiz of one; undefined when all are done. */
  readonly quiz: QuizState | undefined
  /** Everything that was done, in order: what is new here is to be saved. */
  readonly deeds: readonly Deed[]
  /** Places in `deeds` of what can still be undone. */
  readonly undoable: readonly number[]
  readonly message: string | undefined
  readonly left: 'quit' | 'interrupted' | undefined
}

export function startReview(size: Size, cards: readonly DueCard[]): ReviewState {
  return goTo(
    { size, cards, at: 0, quiz: undefined, deeds: [], undoable: [], message: undefined, left: undefined },
    0,
  )
}

/** The card at this place, not yet answered. */
export function goTo(state: ReviewState, at: number): ReviewState {
  const card = state.cards[at]
  const deck = card && { title: card.title, quiz: [card.question], sources: card.sources }
  return { ...state, at, quiz: deck && startQuizState(state.size, deck) }
}

export function cardOf({ cards, at }: ReviewState): DueCard | undefined {
  return cards[at]
}

import { RATINGS, type RatingName } from '../../../learning/events.ts'
import { insightResult } from '../../../learning/review/card-face.ts'
import type { Deed } from '../../../learning/review/review-log.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { actionFor } from '../../components/key-bindings.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { isWriting } from '../quiz/state.ts'
import { updateQuiz } from '../quiz/update.ts'
import { REVIEW_BINDINGS, type ReviewKeyAction } from './bindings.ts'
import { cardOf, goTo, type ReviewState, reviewPhase } from './state.ts'

/** The sitting after a key. Before the answer the keys are those of a quiz, or turn the insight; after it they say how well it was known. */
export function updateReview(before: ReviewState, key: KeyName): ReviewState {
  const state: ReviewState = { ...before, message: undefined }
  const isWritten = state.quiz !== undefined && isWriting(state.quiz)
  const action = isWritten ? undefined : actionFor(REVIEW_BINDINGS, key)
  return action !== undefined && isMeant(state, action) ? ACTIONS[action](state) : answer(state, key)
}

/** No judgement before the answer. That a right answer was not known is said of insights alone. */
function isMeant(state: ReviewState, action: ReviewKeyAction): boolean {
  if (action === 'again') return state.isTurned
  return !isRating(action) || reviewPhase(state) !== 'asked'
}

function isRating(action: ReviewKeyAction): action is RatingName {
  return RATINGS.some((rating) => rating === action)
}

function answer(state: ReviewState, key: KeyName): ReviewState {
  if (state.quiz !== undefined) return { ...state, quiz: updateQuiz(state.quiz, key) }
  const turns = reviewPhase(state) === 'asked' && (key === 'enter' || key === 'space')
  return turns ? { ...state, isTurned: true } : state
}

const ACTIONS: Readonly<Record<ReviewKeyAction, (state: ReviewState) => ReviewState>> = {
  again: (state) => rate(state, 'again'),
  hard: (state) => rate(state, 'hard'),
  good: (state) => rate(state, 'good'),
  easy: (state) => rate(state, 'easy'),
  undo,
  bury: (state) => {
    const card = cardOf(state)
    return card === undefined ? state : done(state, { kind: 'buried', card })
  },
  quit: (state) => ({ ...state, left: 'quit' }),
}

export function resizeReview(state: ReviewState, size: Size): ReviewState {
  return { ...state, size, quiz: state.quiz && { ...state.quiz, size } }
}

/** Whoever was wrong did not know it. When all is done Enter ends the sitting. */
function rate(state: ReviewState, rating: RatingName): ReviewState {
  const card = cardOf(state)
  const result = card?.kind === 'insight' ? insightResult(card.insight, rating) : state.quiz?.session.result
  if (card === undefined || result === undefined) return { ...state, left: 'quit' }
  return done(state, { kind: 'rated', card, result, rating: result.correct ? rating : 'again' })
}

function done(state: ReviewState, deed: Deed): ReviewState {
  const undoable = [...state.undoable, state.deeds.length]
  return goTo({ ...state, deeds: [...state.deeds, deed], undoable }, state.at + 1)
}

function undo(state: ReviewState): ReviewState {
  const place = state.undoable.at(-1)
  const deed = place === undefined ? undefined : state.deeds[place]
  if (place === undefined || deed === undefined)
    return { ...state, message: screenWords().review.nothingToUndo }
  const undone: Deed = { kind: 'undone', card: deed.card, deed: place }
  const before = { ...state, deeds: [...state.deeds, undone], undoable: state.undoable.slice(0, -1) }
  return { ...goTo(before, state.at - 1), message: screenWords().review.undone }
}

import type { RatingName } from '../../../learning/events.ts'
import type { Deed } from '../../../learning/review/review-log.ts'
import { actionFor } from '../../components/key-bindings.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { isWriting } from '../quiz/state.ts'
import { updateQuiz } from '../quiz/update.ts'
import { REVIEW_BINDINGS, type ReviewKeyAction } from './bindings.ts'
import { cardOf, goTo, type ReviewState } from './state.ts'

/** The sitting after a key. Before the answer the keys are those of a quiz; after it they say how well it was known. */
export function updateReview(before: ReviewState, key: KeyName): ReviewState {
  const state: ReviewState = { ...before, message: undefined }
  const action = actionFor(REVIEW_BINDINGS, key)
  const isAsked = state.quiz !== undefined && state.quiz.session.result === undefined
  if (state.quiz !== undefined && isWriting(state.quiz))
    return { ...state, quiz: updateQuiz(state.quiz, key) }
  const isRating = action === 'hard' || action === 'good' || action === 'easy'
  if (action !== undefined && !(isAsked && isRating)) return ACTIONS[action](state)
  if (state.quiz === undefined) return state
  return { ...state, quiz: updateQuiz(state.quiz, key) }
}

const ACTIONS: Readonly<Record<ReviewKeyAction, (state: ReviewState) => ReviewState>> = {
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
  const result = state.quiz?.session.result
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
  if (place === undefined || deed === undefined) return { ...state, message: 'there is nothing to undo' }
  const undone: Deed = { kind: 'undone', card: deed.card, deed: place }
  const before = { ...state, deeds: [...state.deeds, undone], undoable: state.undoable.slice(0, -1) }
  return { ...goTo(before, state.at - 1), message: 'undone: answer it again' }
}

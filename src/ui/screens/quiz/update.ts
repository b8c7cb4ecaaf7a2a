import type { QuizQuestion } from '../../../corpus/topic.ts'
import { currentQuestion, quizPhase, quizReducer } from '../../../learning/quiz.ts'
import { actionFor } from '../../components/key-bindings.ts'
import type { KeyName } from '../../terminal/keys.ts'
import { QUIZ_BINDINGS, type QuizKeyAction } from './bindings.ts'
import { quizWindow } from './quiz-lines.ts'
import type { QuizState } from './state.ts'

/** The quiz after a key press. What the answers are worth is decided in `src/learning`. */
export function updateQuiz(before: QuizState, key: KeyName): QuizState {
  const state: QuizState = { ...before, message: undefined }
  const named = choiceNamed(state, key)
  if (named !== undefined) return mark({ ...state, cursor: named })
  const action = actionFor(QUIZ_BINDINGS, key)
  return action === undefined ? state : ACTIONS[action](state)
}

const ACTIONS: Readonly<Record<QuizKeyAction, (state: QuizState) => QuizState>> = {
  up: (state) => moveCursor(state, -1),
  down: (state) => moveCursor(state, 1),
  mark: (state) => (state.cursor === undefined ? moveCursor(state, 1) : mark(state)),
  confirm,
  retry: (state) => fresh(state, quizReducer(state.session, { type: 'retry' })),
  'page-down': (state) => scroll(state, 1),
  'page-up': (state) => scroll(state, -1),
  back: (state) => ({ ...state, left: 'back' }),
  quit: (state) => ({ ...state, left: 'quit' }),
}

/** Choices are called A, B, C ... and 1, 2, 3 ... on the screen. */
function choiceNamed({ session }: QuizState, key: KeyName): number | undefined {
  if (quizPhase(session) !== 'asking' || [...key].length !== 1) return undefined
  const count = currentQuestion(session)?.choices.length ?? 0
  const byNumber = '123456789'.indexOf(key)
  const byLetter = 'abcdefghi'.indexOf(key.toLowerCase())
  const index = byNumber === -1 ? byLetter : byNumber
  return index >= 0 && index < count ? index : undefined
}

function moveCursor(state: QuizState, step: 1 | -1): QuizState {
  const question = currentQuestion(state.session)
  if (quizPhase(state.session) !== 'asking' || question === undefined) return scroll(state, step, 1)
  const last = question.choices.length - 1
  const from = state.cursor ?? (step === 1 ? -1 : last + 1)
  return { ...state, top: undefined, cursor: Math.min(last, Math.max(0, from + step)) }
}

/** For a question with one right choice the marker itself is the mark. */
function mark(state: QuizState): QuizState {
  const choice = chosenAt(state)
  if (choice === undefined || currentQuestion(state.session)?.type === 'single') return state
  return { ...state, session: quizReducer(state.session, { type: 'toggle', choice }) }
}

function chosenAt({ session, cursor }: QuizState): string | undefined {
  return cursor === undefined ? undefined : currentQuestion(session)?.choices[cursor]?.id
}

function confirm(state: QuizState): QuizState {
  switch (quizPhase(state.session)) {
    case 'asking':
      return answer(state, currentQuestion(state.session))
    case 'graded':
      return fresh(state, quizReducer(state.session, { type: 'next' }))
    case 'done':
      return { ...state, left: 'back' }
  }
}

function answer(state: QuizState, question: QuizQuestion | undefined): QuizState {
  const choice = chosenAt(state)
  if (question?.type === 'single') {
    if (choice === undefined) return { ...state, message: 'choose one first: arrows, or its letter' }
    const chosen = quizReducer(state.session, { type: 'toggle', choice })
    return { ...state, top: undefined, session: quizReducer(chosen, { type: 'submit' }) }
  }
  if (state.session.chosen.length === 0) {
    return { ...state, message: 'mark at least one first: Space, or its letter' }
  }
  return { ...state, top: undefined, session: quizReducer(state.session, { type: 'submit' }) }
}

function fresh(state: QuizState, session: QuizState['session']): QuizState {
  return session === state.session ? state : { ...state, session, cursor: undefined, top: undefined }
}

function scroll(state: QuizState, step: 1 | -1, rows?: number): QuizState {
  const { top, height, length } = quizWindow(state)
  const by = step * (rows ?? Math.max(1, height - 1))
  return { ...state, top: Math.min(Math.max(0, length - height), Math.max(0, top + by)) }
}

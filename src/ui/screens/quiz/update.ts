import type { QuizQuestion } from '../../../corpus/topic.ts'
import type { Input } from '../../../learning/questions/answer-kind.ts'
import { inputOf, readAnswer } from '../../../learning/questions/registry.ts'
import { currentQuestion, quizPhase, quizReducer } from '../../../learning/quiz.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { actionFor } from '../../components/key-bindings.ts'
import { editLine } from '../../components/line-edit.ts'
import type { KeyName } from '../../terminal/keys.ts'
import { QUIZ_BINDINGS, type QuizKeyAction } from './bindings.ts'
import { quizWindow } from './quiz-lines.ts'
import { isWriting, type QuizState, UNANSWERED, wantsText } from './state.ts'

/** The quiz after a key press. What the answers are worth is decided in `src/learning`. */
export function updateQuiz(before: QuizState, key: KeyName): QuizState {
  const state: QuizState = { ...before, message: undefined }
  if (isWriting(state) && !LEAVES_LINE.includes(key)) return write(state, key)
  const named = choiceNamed(state, key)
  if (named !== undefined) return mark({ ...state, cursor: named })
  const action = actionFor(QUIZ_BINDINGS, key)
  return action === undefined ? state : ACTIONS[action](state)
}

const LEAVES_LINE: readonly KeyName[] = ['enter', 'pagedown', 'pageup', 'up', 'down']

/** The first Escape leaves the line, and keys are keys again until Space or Enter. */
function write(state: QuizState, key: KeyName): QuizState {
  if (key === 'escape') return { ...state, isTyping: false, message: screenWords().quiz.typesOn }
  return { ...state, top: undefined, line: editLine(state.line, key) }
}

const ACTIONS: Readonly<Record<QuizKeyAction, (state: QuizState) => QuizState>> = {
  up: (state) => moveCursor(state, -1),
  down: (state) => moveCursor(state, 1),
  mark: (state) => {
    if (wantsText(state)) return { ...state, isTyping: true }
    return state.cursor === undefined ? moveCursor(state, 1) : mark(state)
  },
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
  const isList = quizPhase(state.session) === 'asking' && !wantsText(state)
  if (!isList || question === undefined) return scroll(state, step, 1)
  const last = question.choices.length - 1
  const from = state.cursor ?? (step === 1 ? -1 : last + 1)
  return { ...state, top: undefined, cursor: Math.min(last, Math.max(0, from + step)) }
}

/** For a question with one right choice the marker itself is the mark. */
function mark(state: QuizState): QuizState {
  const choice = chosenAt(state)
  const question = currentQuestion(state.session)
  if (choice === undefined || question === undefined || inputOf(question) === 'one') return state
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
  if (question === undefined) return state
  const input = inputOf(question)
  if (input === 'text' && !state.isTyping) return { ...state, isTyping: true }
  const given = givenBy(state, input)
  if (given.length === 0) return { ...state, message: screenWords().quiz.lacking[input] }
  const read = readAnswer(question, given)
  if ('problem' in read) return { ...state, message: read.problem }
  return { ...state, top: undefined, session: quizReducer(state.session, { type: 'answer', answer: given }) }
}

/** For a question with one right choice the marker is the answer; else what is marked, or typed. */
function givenBy(state: QuizState, input: Input): readonly string[] {
  if (input === 'text') return state.line.text.trim() === '' ? [] : [state.line.text]
  if (input !== 'one') return state.session.chosen
  const choice = chosenAt(state)
  return choice === undefined ? [] : [choice]
}

function fresh(state: QuizState, session: QuizState['session']): QuizState {
  return session === state.session ? state : { ...state, session, ...UNANSWERED }
}

function scroll(state: QuizState, step: 1 | -1, rows?: number): QuizState {
  const { top, height, length } = quizWindow(state)
  const by = step * (rows ?? Math.max(1, height - 1))
  return { ...state, top: Math.min(Math.max(0, length - height), Math.max(0, top + by)) }
}

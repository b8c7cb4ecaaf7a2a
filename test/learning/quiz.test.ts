import { expect, test } from 'vitest'
import type { Gradable } from '../../src/learning/questions/answer-kind.ts'
import {
  currentQuestion,
  gradeAnswer,
  type QuizAction,
  type QuizSession,
  quizPhase,
  quizReducer,
  quizScore,
  startQuiz,
  wrongQuestions,
} from '../../src/learning/quiz.ts'

const choices = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const one: Gradable = { id: 'one', type: 'single', choices, answer: ['b'] }
const two: Gradable = { id: 'two', type: 'multiple', choices, answer: ['a', 'c'] }
const three: Gradable = { id: 'three', type: 'single', choices, answer: ['d'] }

const mark = (choice: string): QuizAction => ({ type: 'toggle', choice })
const submit: QuizAction = { type: 'submit' }
const next: QuizAction = { type: 'next' }
const retry: QuizAction = { type: 'retry' }

function play(session: QuizSession, ...actions: readonly QuizAction[]): QuizSession {
  return actions.reduce(quizReducer, session)
}

/** A round with each question answered by the letters given for it. */
function round(session: QuizSession, ...answers: readonly string[]): QuizSession {
  return answers.reduce((now, letters) => play(now, ...[...letters].map(mark), submit, next), session)
}

test('a question is asked, graded, and left behind', () => {
  const asked = startQuiz([one, two])
  expect([quizPhase(asked), currentQuestion(asked)]).toEqual(['asking', one])
  const graded = play(asked, mark('b'), submit)
  expect(quizPhase(graded)).toBe('graded')
  expect(graded.result).toEqual({ question: 'one', answer: ['b'], correct: true, missed: [], mistaken: [] })
  const left = play(graded, next)
  expect([quizPhase(left), currentQuestion(left), left.chosen]).toEqual(['asking', two, []])
})

test('a single choice replaces the one before, and multiple choices come and go', () => {
  expect(play(startQuiz([one]), mark('a'), mark('c')).chosen).toEqual(['c'])
  expect(play(startQuiz([two]), mark('a'), mark('b'), mark('a'), mark('c')).chosen).toEqual(['b', 'c'])
})

test('multiple choice is right only with all the right choices and no other', () => {
  expect(gradeAnswer(two, ['c', 'a'])).toMatchObject({ correct: true, answer: ['a', 'c'] })
  expect(gradeAnswer(two, ['a'])).toMatchObject({ correct: false, missed: ['c'], mistaken: [] })
  expect(gradeAnswer(two, ['a', 'c', 'd'])).toMatchObject({ correct: false, missed: [], mistaken: ['d'] })
  expect(gradeAnswer(two, [])).toMatchObject({ correct: false, missed: ['a', 'c'] })
  expect(gradeAnswer(two, ['a', 'c', 'x'])).toMatchObject({ correct: false, mistaken: ['x'] })
})

test('what makes no sense in a phase changes nothing', () => {
  const asked = startQuiz([one])
  expect(play(asked, submit)).toBe(asked)
  expect(play(asked, next)).toBe(asked)
  expect(play(asked, retry)).toBe(asked)
  expect(play(asked, mark('no such choice'))).toBe(asked)
  const graded = play(asked, mark('a'), submit)
  expect(play(graded, mark('b'))).toBe(graded)
  expect(play(graded, submit)).toBe(graded)
  const done = play(graded, next)
  expect(play(done, mark('b'))).toBe(done)
  expect(play(done, submit)).toBe(done)
  expect(play(done, next)).toBe(done)
})

test('a retry asks the wrong ones again, and the newest answers make the score', () => {
  const first = round(startQuiz([one, two, three]), 'a', 'ac', 'a')
  expect(quizPhase(first)).toBe('done')
  expect(quizScore(first)).toEqual({ answered: 3, correct: 1, total: 3 })
  const again = play(first, retry)
  expect([again.questions, again.round]).toEqual([[one, three], 2])
  const second = round(again, 'b', 'b')
  expect(quizScore(second)).toEqual({ answered: 3, correct: 2, total: 3 })
  expect(wrongQuestions(second)).toEqual([three])
  const third = round(play(second, retry), 'd')
  expect(quizScore(third)).toEqual({ answered: 3, correct: 3, total: 3 })
  expect(play(third, retry)).toBe(third)
})

test('the order of the quiz is kept without a seed, and a seed always gives the same other order', () => {
  const questions = Array.from({ length: 12 }, (_, index) => ({ ...one, id: `q${index}` }))
  const order = (seed?: string) =>
    startQuiz(questions, seed === undefined ? {} : { seed }).questions.map(({ id }) => id)
  expect(order()).toEqual(questions.map(({ id }) => id))
  expect(order('7')).toEqual(order('7'))
  expect(order('7')).not.toEqual(order('8'))
  expect([...order('7')].sort()).toEqual([...order()].sort())
  expect(order('7').join(' ')).toMatchInlineSnapshot(`"q4 q3 q6 q9 q2 q11 q5 q8 q0 q7 q10 q1"`)
})

test('an order puts every question in every place about equally often', () => {
  const counts = new Map<string, number>()
  for (let seed = 0; seed < 2400; seed += 1) {
    const { questions } = startQuiz([one, two, three], { seed: String(seed) })
    const order = questions.map(({ id }) => id).join(' ')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect(counts.size).toBe(6)
  // Each of the six is expected 400 times with a standard deviation of 18; this allows five of those.
  for (const count of counts.values()) expect(Math.abs(count - 400)).toBeLessThan(91)
})

test('a quiz without questions is done, with nothing to score', () => {
  const empty = startQuiz([])
  expect([quizPhase(empty), currentQuestion(empty), quizScore(empty)]).toEqual([
    'done',
    undefined,
    { answered: 0, correct: 0, total: 0 },
  ])
})

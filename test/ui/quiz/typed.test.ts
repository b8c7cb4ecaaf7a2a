import { describe, expect, it } from 'vitest'
import type { QuizQuestion } from '../../../src/corpus/topic.ts'
import { quizPhase } from '../../../src/learning/quiz.ts'
import { lessonTheme } from '../../../src/report/lesson/theme.ts'
import { drawQuiz } from '../../../src/ui/screens/quiz/quiz-lines.ts'
import { type QuizState, startQuizState } from '../../../src/ui/screens/quiz/state.ts'
import { quizStatus } from '../../../src/ui/screens/quiz/status.ts'
import { updateQuiz } from '../../../src/ui/screens/quiz/update.ts'

const text = (words: string) => [{ type: 'text' as const, text: words }]
const base = { prompt: text('What?'), explanation: text('So it is.'), source: 'book' }
const NUMBER: QuizQuestion = {
  ...base,
  ...{ id: 'wait', type: 'number', choices: [], answer: ['1.5 s'], value: 1500, unit: 'ms', tolerance: 0 },
}
const ORDER: QuizQuestion = {
  ...base,
  ...{ id: 'log', type: 'order', answer: ['write', 'sync', 'reply'] },
  choices: ['reply', 'write', 'sync'].map((id) => ({ id, text: text(id) })),
}
const PREDICT: QuizQuestion = {
  ...base,
  ...{ id: 'run', type: 'predict', value: 3, unit: 'count', tolerance: 0, answer: ['few'] },
  run: { scenario: 'raft', seed: 7, parameters: { nodes: 5 }, measure: { metric: 'elections' } },
  choices: ['few', 'many'].map((id) => ({ id, text: text(id) })),
}

const PLAIN = lessonTheme({ color: 0, unicode: true })
const SIZE = { columns: 80, rows: 24 }
const start = (...quiz: QuizQuestion[]) => startQuizState(SIZE, { title: 'T', quiz, sources: [] })
const press = (state: QuizState, ...keys: string[]) => keys.reduce(updateQuiz, state)
const shown = (state: QuizState) => drawQuiz(state, PLAIN).lines.join('\n')

describe('a typed answer', () => {
  it('takes every letter and digit, also those that are keys elsewhere', () => {
    const state = press(start(NUMBER), ...'quz 1jk', 'left', 'backspace')
    expect(shown(state)).toContain('Answer: quz 1|k')
    expect(state.left).toBeUndefined()
  })
  it('is graded by Enter, and told what is right', () => {
    const state = press(start(NUMBER), ...'2', 'space', 's', 'enter')
    expect(state.session.result).toMatchObject({ answer: ['2 s'], correct: false })
    expect(shown(state)).toContain('Answer: 2 s - wrong; right is 1.5 s')
    expect(shown(press(start(NUMBER), ...'1500', 'enter'))).toContain('Answer: 1500 - right')
  })
  it('that is none is asked for again, and not graded', () => {
    const state = press(start(NUMBER), ...'soon', 'enter')
    expect([quizPhase(state.session), state.line.text]).toEqual(['asking', 'soon'])
    expect(state.message).toMatch(/"soon" is no value/)
    expect(press(start(NUMBER), 'enter').message).toBe('type an answer first')
  })
  it('can be left with Escape: then keys are keys, and Enter goes on typing', () => {
    const left = press(start(NUMBER), '1', 'escape')
    expect(quizStatus(left)[1]).toContain('q quit')
    expect(press(left, 'q').left).toBe('quit')
    expect(press(left, 'escape').left).toBe('back')
    expect(press(left, 'enter', '5').line.text).toBe('15')
  })
  it('leaves nothing behind for the next question', () => {
    const next = press(start(NUMBER, { ...NUMBER, id: 'again' }), '1', 'enter', 'enter')
    expect([next.line.text, quizPhase(next.session)]).toEqual(['', 'asking'])
  })
})

describe('steps', () => {
  it('are numbered in the order in which they are marked', () => {
    const state = press(start(ORDER), 'b', 'c')
    expect(shown(state)).toMatch(/\[ \] A {2}reply\n.*\[1\] B {2}write\n.*\[2\] C {2}sync/)
    expect(press(state, 'enter').message).toMatch(/3 steps, and 2 were/)
    expect(press(state, 'a', 'enter').session.result?.correct).toBe(true)
  })
  it('in a wrong place are told their right one', () => {
    const state = press(start(ORDER), 'b', 'a', 'c', 'enter')
    expect(shown(state)).toMatch(
      /reply - wrong, it is number 3[\s\S]*write - right[\s\S]*sync - wrong, it is number 2/,
    )
  })
})

it('a prediction names the run that shows it, once it is answered', () => {
  const command = 'compendium simulate raft --seed 7 --set nodes=5'
  expect(shown(start(PREDICT))).not.toContain(command)
  expect(shown(press(start(PREDICT), 'a', 'enter'))).toContain(`See it: ${command}`)
})

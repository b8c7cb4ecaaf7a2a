import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Gradable } from '../../src/learning/questions/answer-kind.ts'
import { readAnswer } from '../../src/learning/questions/registry.ts'
import { drawQuestions, gradeAnswer, quizReducer, startQuiz } from '../../src/learning/quiz.ts'
import { exactQuantity } from '../../src/lib/quantity.ts'

const steps = ['write', 'sync', 'reply', 'apply'].map((id) => ({ id }))
const order: Gradable = {
  id: 'log',
  type: 'order',
  choices: [...steps].reverse(),
  answer: ['write', 'sync', 'reply', 'apply'],
}
const wait: Gradable = {
  ...{ id: 'wait', type: 'number', choices: [], answer: ['1.5 s'] },
  ...{ value: 1500, unit: 'ms', tolerance: 75 },
}
const share: Gradable = {
  ...{ id: 'share', type: 'number', choices: [], answer: ['25 %'] },
  ...{ value: 0.25, unit: 'ratio', tolerance: 0 },
}
const short: Gradable = {
  ...{ id: 'term', type: 'short', choices: [], answer: ['last writer wins'] },
  accepted: ['last writer wins', 'lww'],
}

const isRight = (question: Gradable, ...given: readonly string[]) => gradeAnswer(question, given).correct

describe('a number', () => {
  it('is right in any unit, and bare in its own', () => {
    for (const text of ['1.5 s', '1500 ms', '1500', '1500000us', '1,500 ms', ' ~1.5s ', '1.5e3']) {
      expect([text, isRight(wait, text)]).toEqual([text, true])
    }
    expect([isRight(share, '25 %'), isRight(share, '0.25'), isRight(share, '25')]).toEqual([
      true,
      true,
      false,
    ])
  })
  it('may be off by the tolerance and no more', () => {
    expect([1425, 1575].map((ms) => isRight(wait, String(ms)))).toEqual([true, true])
    expect([1424.9, 1575.1].map((ms) => isRight(wait, String(ms)))).toEqual([false, false])
  })
  it('in another kind of unit, or none at all, is no answer; it is not graded', () => {
    for (const text of ['25 %', 'soon', '1,5', '3 apples', '', '   ']) {
      expect([text, 'problem' in readAnswer(wait, [text])]).toEqual([text, true])
      expect(isRight(wait, text)).toBe(false)
    }
  })
  it('is right as it is shown', () => {
    const finite = fc.double({ min: 1e-6, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(finite, fc.constantFrom('ms', 'ratio', 'count', 'per_s'), (value, unit) => {
        const question: Gradable = {
          id: 'x',
          type: 'number',
          choices: [],
          answer: [],
          value,
          unit,
          tolerance: 0,
        }
        return isRight(question, exactQuantity(value, unit))
      }),
    )
  })
})

describe('an order', () => {
  it('is right in one order alone', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...order.answer], { minLength: 4 }), (given) => {
        expect(isRight(order, ...given)).toBe(String(given) === String(order.answer))
      }),
    )
  })
  it('names the steps that are in a wrong place', () => {
    expect(gradeAnswer(order, ['write', 'reply', 'sync', 'apply'])).toEqual({
      ...{ question: 'log', answer: ['write', 'reply', 'sync', 'apply'], correct: false },
      ...{ missed: [], mistaken: ['reply', 'sync'] },
    })
  })
  it('without all its steps, or with one twice, is no answer', () => {
    expect(readAnswer(order, ['write', 'sync'])).toEqual({
      problem: '"log" has 4 steps, and 2 were put in order.',
    })
    expect(readAnswer(order, ['write', 'sync', 'sync', 'apply'])).toHaveProperty('problem')
    expect(readAnswer(order, ['write', 'sync', 'apply', 'delete'])).toMatchObject({
      problem: '"log" has no choice "delete".',
    })
  })
  it('is made by marking, one step after the other', () => {
    const mark = (choice: string) => ({ type: 'toggle', choice }) as const
    const actions = [mark('sync'), mark('write'), mark('sync'), mark('sync'), mark('reply'), mark('apply')]
    const marked = actions.reduce(quizReducer, startQuiz([order]))
    expect(marked.chosen).toEqual(['write', 'sync', 'reply', 'apply'])
    expect(quizReducer(marked, { type: 'submit' }).result?.correct).toBe(true)
  })
})

describe('a short answer', () => {
  it('is compared without case, spaces, hyphens, quotes and full stop', () => {
    for (const text of ['Last writer wins', ' last-writer-wins. ', '“LAST   WRITER wins”', 'LWW']) {
      expect([text, isRight(short, text)]).toEqual([text, true])
    }
    expect([isRight(short, 'first writer wins'), isRight(short, 'last writer')]).toEqual([false, false])
  })
  it('too long for the log is no answer', () => {
    expect(readAnswer(short, ['x'.repeat(201)])).toHaveProperty('problem')
    expect(readAnswer(short, ['x'.repeat(200)])).toEqual({ answer: ['x'.repeat(200)] })
  })
  it('is kept as it was typed, on one line', () => {
    expect(gradeAnswer(short, ['  not\tit '])).toMatchObject({ answer: ['not it'], mistaken: ['not it'] })
  })
})

describe('a draw', () => {
  const quiz: readonly Gradable[] = [
    { id: 'one', type: 'single', choices: ['a', 'b', 'c', 'd'].map((id) => ({ id })), answer: ['c'] },
    ...[order, wait, short],
  ]
  const shown = (seed: string, count?: number) =>
    drawQuestions(quiz, { seed, ...(count === undefined ? {} : { count }) }).map(
      ({ id, choices }) => `${id}:${choices.map((choice) => choice.id).join('')}`,
    )
  it('of a seed is always the same, questions and choices', () => {
    expect(shown('7')).toEqual(shown('7'))
    expect(new Set(['1', '2', '3', '4', '5', '6'].map((seed) => shown(seed).join())).size).toBeGreaterThan(3)
  })
  it('of a few is the start of the draw of all', () => {
    expect(shown('7', 2)).toEqual(shown('7').slice(0, 2))
    expect(drawQuestions(quiz, { count: 2 }).map(({ id }) => id)).toEqual(['one', 'log'])
  })
  it('never shows steps in the right order, and the same ids stay right', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        for (const question of drawQuestions(quiz, { seed })) {
          if (question.type === 'order') {
            expect(question.choices.map(({ id }) => id)).not.toEqual(question.answer)
          }
          expect(gradeAnswer(question, question.answer).correct).toBe(true)
        }
      }),
    )
  })
})

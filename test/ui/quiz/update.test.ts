import { describe, expect, it } from 'vitest'
import { quizPhase, quizScore } from '../../../src/learning/quiz.ts'
import { lessonTheme } from '../../../src/report/lesson/theme.ts'
import { newResult } from '../../../src/ui/screens/quiz/new-result.ts'
import { drawQuiz } from '../../../src/ui/screens/quiz/quiz-lines.ts'
import { type QuizState, startQuizState } from '../../../src/ui/screens/quiz/state.ts'
import { quizStatus } from '../../../src/ui/screens/quiz/status.ts'
import { updateQuiz } from '../../../src/ui/screens/quiz/update.ts'
import { visibleQuizLines } from '../../../src/ui/screens/quiz/visible-lines.ts'
import { sampleTopic } from '../helpers/topic.ts'

const PLAIN = lessonTheme({ color: 0, unicode: true })
const start = (size = { columns: 80, rows: 24 }) => startQuizState(size, sampleTopic())
const press = (state: QuizState, ...keys: string[]) => keys.reduce(updateQuiz, state)

describe('a question with one answer', () => {
  it('answers nothing until something was chosen', () => {
    const state = press(start(), 'enter')
    expect(quizPhase(state.session)).toBe('asking')
    expect(state.message).toBe('choose one first: arrows, or its letter')
  })

  it('answers what is under the marker, reached by arrows, letter or number', () => {
    for (const keys of [['down', 'down'], ['b'], ['B'], ['2'], ['up', 'up']]) {
      expect(press(start(), ...keys, 'enter').session.result?.answer).toEqual(['y'])
    }
  })

  it('leaves no mark for the next question, so that Enter held down answers nothing', () => {
    const next = press(start(), 'b', 'enter', 'enter')
    expect(next.cursor).toBeUndefined()
    expect(press(next, 'enter', 'enter').session.result).toBeUndefined()
  })

  it('ignores letters beyond the choices', () => {
    expect(press(start(), 'd').cursor).toBeUndefined()
  })
})

describe('a question with several answers', () => {
  const second = () => press(start(), 'a', 'enter', 'enter')

  it('is right with all of them and no other', () => {
    expect(press(second(), 'a', 'b', 'enter').session.result?.correct).toBe(true)
    expect(press(second(), 'a', 'enter').session.result?.correct).toBe(false)
    expect(press(second(), 'a', 'b', 'c', 'enter').session.result?.correct).toBe(false)
  })

  it('unmarks what is marked twice', () => {
    expect(press(second(), 'a', 'space').session.chosen).toEqual([])
  })

  it('asks for a mark before it grades', () => {
    expect(press(second(), 'down', 'enter').message).toBe('mark at least one first: Space, or its letter')
  })
})

describe('the end', () => {
  const wrongRight = () => press(start(), 'b', 'enter', 'enter', 'a', 'b', 'enter', 'enter')

  it('gives the score and what is still wrong', () => {
    const state = wrongRight()
    expect(quizScore(state.session)).toEqual({ answered: 2, correct: 1, total: 2 })
    expect(drawQuiz(state, PLAIN).lines).toMatchInlineSnapshot(`
      [
        "1 of 2 right",
        "",
        "Still wrong:",
        "- When does an open breaker let a call through?",
        "",
        "Press r to answer these again, Enter to go back, q to quit.",
      ]
    `)
  })

  it('asks the wrong ones again, and only those', () => {
    const state = press(wrongRight(), 'r')
    expect(state.session.questions.map(({ id }) => id)).toEqual(['one'])
    const again = press(state, 'a', 'enter', 'enter')
    expect(drawQuiz(again, PLAIN).lines[0]).toBe('2 of 2 right')
  })

  it('goes back with Enter', () => {
    expect(press(wrongRight(), 'enter').left).toBe('back')
  })
})

describe('what is shown', () => {
  it('says right and wrong in words, with the explanation and its source', () => {
    expect(drawQuiz(press(start(), 'b', 'enter'), PLAIN).lines.join('\n')).toMatchInlineSnapshot(`
      "Question 1 of 2 (one choice)

      When does an open breaker let a call through?

        ( ) A  When the reset timeout has passed. - the right one
        (*) B  When the caller insists. - wrong
        ( ) C  Never.

      Wrong.
      The first call after the reset timeout is a trial.

      Source: A. Writer: A Book (2018). https://example.org/book"
    `)
  })

  it('marks the choice with a sign, not with colour alone', () => {
    const lines = drawQuiz(press(start(), 'c'), PLAIN).lines
    expect(lines.at(-1)).toBe('> (*) C  Never.')
  })

  it('keeps the marker on a small screen, and brings the verdict up', () => {
    const small = start({ columns: 40, rows: 7 })
    expect(visibleQuizLines(press(small, 'c'), PLAIN).join('\n')).toContain('> (*) C')
    expect(visibleQuizLines(press(small, 'c', 'enter'), PLAIN).join('\n')).toContain('Wrong.')
  })

  it('scrolls what does not fit, and says that there is more', () => {
    const graded = press(start({ columns: 40, rows: 7 }), 'c', 'enter')
    expect(quizStatus(graded)[1]).toContain('PgDn more')
    const down = press(graded, 'pagedown', 'pagedown', 'pagedown')
    expect(visibleQuizLines(down, PLAIN).join('\n')).toContain('example.org')
    expect(quizStatus(down)[1]).not.toContain('PgDn more')
  })
})

describe('newResult', () => {
  it('is the answer that was just graded, once', () => {
    const chosen = press(start(), 'a')
    const graded = press(chosen, 'enter')
    const next = press(graded, 'enter')
    expect(newResult(chosen.session, graded.session)?.question).toBe('one')
    expect(newResult(graded.session, press(graded, 'down').session)).toBeUndefined()
    expect(newResult(graded.session, next.session)).toBeUndefined()
  })
})

import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { QuizQuestion } from '../../../src/corpus/topic.ts'
import type { QuizResult } from '../../../src/learning/quiz.ts'
import { openQuiz, openReader, showSimulation } from '../../../src/ui/index.ts'
import { sampleRun } from '../helpers/run.ts'
import { sampleTopic } from '../helpers/topic.ts'

/** Streams that claim to be a terminal, with `typed` waiting in the input. */
function conversation(typed: string, isTTY = true) {
  const stdin = Object.assign(new PassThrough(), { isTTY })
  const stdout = Object.assign(new PassThrough(), { isTTY, columns: 60, rows: 24 })
  let said = ''
  stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  stdin.end(typed)
  const answers: QuizResult[] = []
  const options = {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    color: 0,
    linear: true,
    topic: sampleTopic(),
    onAnswer: (result: QuizResult) => void answers.push(result),
  } as const
  return { options, answers, said: () => said }
}

describe('the quiz as a conversation', () => {
  it('asks, grades and scores in lines of text', async () => {
    const { options, answers, said } = conversation('b\na, B\n\n')
    expect(await openQuiz(options)).toEqual({
      ending: 'quit',
      score: { answered: 2, correct: 1, total: 2 },
    })
    expect(answers.map(({ question, correct }) => [question, correct])).toEqual([
      ['one', false],
      ['two', true],
    ])
    expect(said()).toMatchInlineSnapshot(`
      "
      Question 1 of 2.
      When does an open breaker let a call through?
      A. When the reset timeout has passed.
      B. When the caller insists.
      C. Never.
      Type one letter and press Enter, or q to quit.
      Wrong.
      The first call after the reset timeout is a trial.

      Source: A. Writer: A Book (2018). https://example.org/book
      Right is: A.

      Question 2 of 2.
      Which of these count as failures?
      A. A timeout.
      B. A refused connection.
      C. A rejected call.
      Type all letters that are right and press Enter, or q to
      quit.
      Right.
      A rejected call never reached the dependency.

      Source: A. Writer: A Book (2018). https://example.org/book

      1 of 2 right.
      Type r and press Enter to answer the 1 wrong again, or just
      Enter to end.
      "
    `)
  })

  it('takes numbers, words and steps as they are typed', async () => {
    const base = { prompt: [], explanation: [], source: 'book' }
    const quiz: QuizQuestion[] = [
      {
        ...base,
        ...{
          id: 'wait',
          type: 'number',
          choices: [],
          answer: ['1.5 s'],
          value: 1500,
          unit: 'ms',
          tolerance: 0,
        },
      },
      {
        ...base,
        ...{ id: 'log', type: 'order', answer: ['write', 'sync', 'reply'] },
        choices: ['reply', 'write', 'sync'].map((id) => ({ id, text: [] })),
      },
      { ...base, ...{ id: 'name', type: 'short', choices: [], answer: ['WAL'], accepted: ['wal'] } },
    ]
    const { options, answers, said } = conversation('soon\n1.5 s\nb\nbca\nlog\n\n')
    await openQuiz({ ...options, topic: sampleTopic({ quiz }) })
    expect(answers.map(({ answer, correct }) => [answer, correct])).toEqual([
      [['1.5 s'], true],
      [['write', 'sync', 'reply'], true],
      [['log'], false],
    ])
    expect(said()).toContain('"soon" is no value')
    expect(said()).toContain('Right is: WAL.')
  })

  it('writes no escape sequence at all', async () => {
    const { options, said } = conversation('a\nab\n\n')
    await openQuiz(options)
    expect(said()).toBe(stripVTControlCharacters(said()))
  })

  it('asks again until it understands', async () => {
    const { options, answers } = conversation('z\n\nab\na\n')
    await openQuiz(options)
    expect(answers.map(({ answer }) => answer)).toEqual([['x']])
  })

  it('asks the wrong ones again after r', async () => {
    const { options } = conversation('b\nab\nr\na\n')
    expect((await openQuiz(options)).score.correct).toBe(2)
  })

  it('ends with q, and at the end of the input', async () => {
    expect((await openQuiz(conversation('a\nq\n').options)).score.answered).toBe(1)
    expect((await openQuiz(conversation('').options)).score.answered).toBe(0)
  })
})

describe('the reader', () => {
  it('prints the lesson once, from top to bottom, and then asks', async () => {
    const { options, said } = conversation('a\nab\n')
    let finished = 0
    const onFinished = () => {
      finished += 1
    }
    const outcome = await openReader({ ...options, onFinished })
    expect(outcome).toMatchObject({ ending: 'quit', finished: true, score: { correct: 2 } })
    expect(finished).toBe(1)
    expect(said().match(/Theory paragraph 3/g)).toHaveLength(1)
    expect(said().indexOf('Theory')).toBeLessThan(said().indexOf('Question 1 of 2.'))
  })
})

describe('the simulation', () => {
  it('tells its events', async () => {
    const { options, said } = conversation('')
    await showSimulation({ ...options, ...sampleRun(), summary: [] })
    expect(said()).toBe(
      'A sample run\n\n3.0 s  with breaker: the breaker opens\n7.0 s  with breaker: the breaker closes\n\n',
    )
  })
})

describe('without a terminal', () => {
  it('nothing is shown, asked or waited for', async () => {
    const { options, said } = conversation('a\n', false)
    const score = { answered: 0, correct: 0, total: 2 }
    expect(await openQuiz(options)).toEqual({ ending: 'no-terminal', score })
    expect(await openReader({ ...options, onFinished: () => {} })).toEqual({
      ending: 'no-terminal',
      finished: false,
      score,
    })
    expect(await showSimulation({ ...options, ...sampleRun(), summary: [] })).toEqual({
      ending: 'no-terminal',
      watched: false,
    })
    expect(said()).toBe('')
  })
})

import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { QuizResult } from '../../../src/learning/quiz.ts'
import { openExam } from '../../../src/ui/index.ts'
import { sampleTopic } from '../helpers/topic.ts'

/** An exam of two questions for somebody who types all of this ahead. */
async function sit(typed: string, leftMs = 1_800_000) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 })
  let said = ''
  stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  stdin.end(typed)
  const answers: QuizResult[] = []
  const outcome = await openExam({
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    ...{ color: 0, linear: true, title: 'Basics', questions: sampleTopic().quiz, leftMs },
    onAnswer: (result) => void answers.push(result),
  })
  return { outcome, said, answers: answers.map(({ question, correct }) => [question, correct]) }
}

it('is a conversation that tells the time that is left, and nothing about the answers', async () => {
  const { outcome, said, answers } = await sit('b\na, B\n')
  expect(outcome).toEqual({ ending: 'quit' })
  expect(answers).toEqual([
    ['one', false],
    ['two', true],
  ])
  expect(said).toContain('Question 1 of 2. 30 min left.')
  expect(said).toContain('Question 2 of 2. 30 min left.')
  expect(said).not.toMatch(/right\.|wrong|Source/i)
  expect(said).not.toContain('\u001B')
})

it('asks again for a line that is no answer, which then counts for nothing', async () => {
  const { said, answers } = await sit('x\na\nq\n')
  expect(answers).toEqual([['one', true]])
  expect(said.match(/Type one letter and press Enter/g)).toHaveLength(2)
})

it('keeps what was answered when it is left, by q or by the end of the input', async () => {
  expect((await sit('a\nq\n')).answers).toEqual([['one', true]])
  expect((await sit('a\n')).answers).toEqual([['one', true]])
})

it('asks nothing any more when the time is over', async () => {
  expect(await sit('a\nb\n', 0)).toMatchObject({ answers: [], said: '' })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Learner, newLearner, PROGRAM } from '../learning/helpers/cli.ts'
import { TestTerminal } from '../ui/helpers/terminal.ts'

let learner: Learner
let terminal: TestTerminal
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(async () => {
  await terminal.close()
  await learner.remove()
})

function open(...args: readonly string[]): TestTerminal {
  terminal = new TestTerminal([process.execPath, PROGRAM, ...args], { env: learner.env })
  return terminal
}

test('answers given on the screen are stored as they are given', async () => {
  open('quiz', 'bulkhead')
  await terminal.shows('What is it for?')
  terminal.send('b')
  terminal.send('\r')
  await terminal.shows(/Right/)
  terminal.send('q')
  expect(await terminal.ended).toEqual({ code: 0, restored: true })
  expect(await learner.json(['progress'])).toMatchObject({
    quizzes: { bulkhead: { answered: 1, correct: 1, total: 2 } },
  })
})

test('Ctrl-C leaves the quiz with 130, and what was answered before stays', async () => {
  open('quiz', 'bulkhead')
  await terminal.shows('What is it for?')
  terminal.send('a')
  terminal.send('\r')
  await terminal.shows(/Wrong/)
  terminal.send('\u0003')
  expect(await terminal.ended).toEqual({ code: 130, restored: true })
  expect(await learner.json(['progress'])).toMatchObject({
    quizzes: { bulkhead: { answered: 1, correct: 0, total: 2 } },
  })
})

test('a lesson read on the screen to its end is noted as read', async () => {
  open('learn', 'bulkhead', '--interactive')
  await terminal.shows('A pool for each dependency.')
  terminal.send('G')
  await terminal.shows('100%')
  terminal.send('q')
  expect(await terminal.ended).toEqual({ code: 0, restored: true })
  expect(await learner.json(['progress'])).toMatchObject({ read: ['bulkhead'] })
})

test('--list prints the questions on a terminal too', async () => {
  open('quiz', 'bulkhead', '--list')
  expect(await terminal.ended).toMatchObject({ code: 0 })
  expect(terminal.output()).toContain('Answer: compendium quiz bulkhead --answer why=a')
})

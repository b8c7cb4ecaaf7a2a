import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

test('without a terminal the questions are printed with their ids, and not their answers', async () => {
  const { status, stdout, stderr } = await learner.run(['quiz', 'bulkhead'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toBe(
    [
      '1. why (one choice)',
      '   What is it for?',
      '   a) Speed',
      '   b) Isolation',
      '',
      '2. which (all choices that are right)',
      '   What can be split?',
      '   a) Threads',
      '   b) Luck',
      '   c) Connections',
      '',
      'Answer: compendium quiz bulkhead --answer why=a',
      '',
    ].join('\n'),
  )
  expect(await learner.json(['progress'])).toMatchObject({ quizzes: {} })
})

test('right answers are explained, stored, and exit 0', async () => {
  const { status, stdout } = await learner.run([
    'quiz',
    'bulkhead',
    '--answer',
    'why=b',
    '--answer',
    'which=c,a',
  ])
  expect(status).toBe(0)
  expect(stdout).toBe(
    [
      'why: right (you chose b)',
      '  One pool may drain while the `others` stay.',
      '  Source: Release It!, https://example.org/release-it',
      '',
      'which: right (you chose a, c)',
      '  Both are pools.',
      '  Source: Release It!, https://example.org/release-it',
      '',
      '2 of 2 right.',
      '',
    ].join('\n'),
  )
  expect(await learner.json(['progress'])).toMatchObject({
    quizzes: { bulkhead: { answered: 2, correct: 2, total: 2 } },
  })
  expect(await learner.json(['learn'])).toMatchObject({ items: [{ status: 'quizzed' }] })
})

test('a wrong answer exits 1 and is stored too', async () => {
  const { status, stdout } = await learner.run(['quiz', '--answer', 'which=a,b', 'bulkhead'])
  expect(status).toBe(1)
  expect(stdout).toContain('which: wrong (you chose a, b; right is a, c)')
  expect(stdout).toContain('0 of 1 right, 1 of the quiz not answered.')
  expect(await learner.json(['progress'])).toMatchObject({
    quizzes: { bulkhead: { answered: 1, correct: 0, total: 2 } },
  })
})

test('--json gives questions and results as data', async () => {
  expect(await learner.json(['quiz', 'bulkhead'])).toMatchObject({
    schemaVersion: 1,
    topic: 'bulkhead',
    questions: [
      { id: 'why', type: 'single' },
      { id: 'which', type: 'multiple' },
    ],
  })
  expect(await learner.json(['quiz', 'bulkhead', '--answer', 'why=a'])).toEqual({
    schemaVersion: 1,
    topic: 'bulkhead',
    results: [
      {
        question: 'why',
        answer: ['a'],
        correct: false,
        missed: ['b'],
        mistaken: ['a'],
        expected: ['b'],
        explanation: 'One pool may drain while the others stay.',
        source: { title: 'Release It!', url: 'https://example.org/release-it' },
      },
    ],
    score: { answered: 1, correct: 0, total: 2 },
  })
})

test.each([
  [['quiz', 'bulkhead', '--answer', 'wy=a'], /no question "wy"[\s\S]*Did you mean why\?/],
  [['quiz', 'bulkhead', '--answer', 'nothing-like-it=a'], /Its questions: why, which/],
  [['quiz', 'bulkhead', '--answer', 'why=z'], /"why" has no choice "z"[\s\S]*Its choices: a, b/],
  [['quiz', 'bulkhead', '--answer', 'why='], /"why" has no choice ""/],
  [['quiz', 'bulkhead', '--answer', 'why=a,b'], /"why" takes one choice, and 2 were given/],
  [['quiz', 'bulkhead', '--answer', 'why'], /it lacks QUESTION=/],
  [['quiz', 'bulkhead', '--answer', 'why=b', '--answer', 'why=a'], /"why" is answered twice/],
  [['quiz', 'bulkhed'], /Did you mean bulkhead\?/],
  [['quiz'], /topic/],
])('%j is refused, and nothing is stored', async (args, message) => {
  const { status, stdout, stderr } = await learner.run(args)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(message)
  expect(await learner.json(['progress'])).toMatchObject({ quizzes: {} })
})

test('a seed gives an order that it always gives', async () => {
  const ids = async (seed: string) => {
    const { questions } = await learner.json(['quiz', 'bulkhead', '--seed', seed])
    return (questions as { readonly id: string }[]).map(({ id }) => id)
  }
  const orders = await Promise.all(['1', '2', '3', '4', '5', '6', '1'].map(ids))
  expect(orders[6]).toEqual(orders[0])
  expect(new Set(orders.map(String)).size).toBe(2)
})

import { describe, expect, test } from 'vitest'
import { compileCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { inlineText } from '../../src/corpus/inline-text.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { gradeAnswer } from '../../src/learning/quiz.ts'
import { expandPattern } from '../../src/lib/expand-pattern.ts'
import { measureRun } from '../../src/simulation/measure-run.ts'
import { contentFolder } from './fixture.ts'

const quiz = (question: string) => ({
  'patterns/timeout/quiz.yaml': (text: string) =>
    `${text}  - id: second\n    prompt: What?\n    explanation: It was {measured}.\n    source: fallacies\n${question}`,
})

async function compiled(question: string) {
  const { topics, problems } = await compileCorpus(await contentFolder(quiz(question)), measureRun)
  return {
    question: topics[0]?.quiz[1],
    problems: problems.map(({ rule, message, line }) => ({ rule, message, line })),
  }
}

async function lintRules(question: string) {
  const { errors } = await lintContent(await contentFolder(quiz(question)), { measure: measureRun })
  return errors.map(({ rule }) => rule)
}

const RUN = `    type: predict
    run: { scenario: circuit-breaker, seed: 1 }
    measure: { metric: without.recovery_ms }
`
const CHOICES = `    choices:
      - { id: soon, text: At once, below: 1 s }
      - { id: later, text: Later, from: 1 s, below: 5 s }
      - { id: late, text: Much later, from: 5 s }
`

describe('a question whose answer is', () => {
  test('a number has a unit and a tolerance', async () => {
    const { question } = await compiled(
      '    type: number\n    value: 1.5 s\n    unit: ms\n    tolerance: { relative: 0.1 }\n',
    )
    expect(question).toMatchObject({
      value: 1500,
      unit: 'ms',
      tolerance: 150,
      answer: ['1.5 s'],
      choices: [],
    })
    const bare = await compiled(
      '    type: number\n    value: 3\n    unit: per_s\n    tolerance: { absolute: 1 }\n',
    )
    expect(bare.question).toMatchObject({ value: 3, tolerance: 1, answer: ['3/s'] })
  })

  test('an order is shown in another one', async () => {
    const { question } = await compiled(
      '    type: order\n    steps:\n      - { id: write, text: W }\n      - { id: sync, text: S }\n      - { id: reply, text: R }\n',
    )
    expect(question?.answer).toEqual(['write', 'sync', 'reply'])
    expect(question?.choices.map(({ id }) => id)).not.toEqual(question?.answer)
    expect(question?.choices.map(({ id }) => id).sort()).toEqual(['reply', 'sync', 'write'])
  })

  test('a few words has all forms of its patterns', async () => {
    const { question } = await compiled(
      '    type: short\n    accept: ["[the] (write|redo)-ahead log", WAL]\n',
    )
    expect(question).toMatchObject({
      answer: ['write-ahead log'],
      accepted: ['write ahead log', 'redo ahead log', 'the write ahead log', 'the redo ahead log', 'wal'],
    })
  })
})

describe('a prediction', () => {
  test('takes its answer, and the number in its explanation, from the run', async () => {
    const { question, problems } = await compiled(RUN + CHOICES)
    expect(problems).toEqual([])
    const measured = await measureRun({
      ...{ scenario: 'circuit-breaker', seed: 1, parameters: {} },
      measure: { metric: 'without.recovery_ms' },
    })
    expect(measured).toEqual({ value: 6900, unit: 'ms' })
    expect(question).toMatchObject({ answer: ['late'], value: measured.value })
    expect(inlineText(question?.explanation ?? [])).toBe('It was 6.9 s.')
  })

  test('has another answer when the run is another', async () => {
    const { question } = await compiled(RUN.replace('without.', '') + CHOICES)
    expect(question?.answer).toEqual(['later'])
  })

  test('may ask for the number itself', async () => {
    const { question } = await compiled(`${RUN}    tolerance: { relative: 0.1 }\n`)
    expect(question).toMatchObject({ choices: [], answer: ['6900 ms'], tolerance: 690 })
    if (question === undefined) throw new Error('no question')
    expect(['7 s', '6.9 s', '5 s'].map((text) => gradeAnswer(question, [text]).correct)).toEqual([
      true,
      true,
      false,
    ])
  })

  test('may ask what the run tells, and when', async () => {
    const asking = (take: string) =>
      `${RUN.replace('{ metric: without.recovery_ms }', `{ caption: from closed to open, take: ${take} }`)}    tolerance: { absolute: 0 }\n`
    expect((await compiled(asking('count'))).question).toMatchObject({ unit: 'count', value: 1 })
    const { question } = await compiled(asking('time'))
    expect(question).toMatchObject({ unit: 'ms', value: expect.closeTo(15_530, 0) })
  })

  test.each([
    [
      'no choice holds it',
      CHOICES.replace('from: 5 s', 'from: 8 s'),
      'predict-choices',
      /6.9 s, which 0 choices/,
    ],
    ['two choices hold it', CHOICES.replace('below: 1 s', 'from: 1 s'), 'predict-choices', /which 2 choices/],
    ['a bound is no time', CHOICES.replace('below: 1 s', 'below: 3 %'), 'predict', /"3 %" is no value/],
  ])('is refused when %s', async (_, choices, rule, message) => {
    const { question, problems } = await compiled(RUN + choices)
    expect(question).toBeUndefined()
    expect(problems).toMatchObject([{ rule, message: expect.stringMatching(message) }])
  })

  test.each([
    ['scenario', RUN.replace('circuit-breaker', 'circuit-braker'), /no simulation "circuit-braker"/],
    ['parameter', RUN.replace('seed: 1', 'seed: 1, parameters: { nothing: 1 }'), /no parameter "nothing"/],
    ['metric', RUN.replace('without.recovery', 'with.recovery'), /no metric "with.recovery_ms"/],
    ['mutant', RUN.replace('seed: 1', 'seed: 1, mutant: nothing'), /no mutant "nothing"/],
  ])('of an unknown %s is refused', async (_, run, message) => {
    const { problems } = await compiled(run + CHOICES)
    expect(problems).toMatchObject([{ rule: 'predict', message: expect.stringMatching(message) }])
  })

  test('is left out, with a warning, where there is no simulator', async () => {
    const { topics, problems } = await compileCorpus(await contentFolder(quiz(RUN + CHOICES)))
    expect(topics[0]?.quiz.map(({ id }) => id)).toEqual(['first'])
    expect(problems).toMatchObject([{ severity: 'warning', rule: 'predict' }])
  })
})

test.each([
  ['a number with a unit of another kind', '    type: number\n    value: 3 %\n    unit: ms\n', 'bad-value'],
  ['a number that is none', '    type: number\n    value: soon\n    unit: ms\n', 'quiz'],
  ['a pattern with half a bracket', '    type: short\n    accept: ["a (b|c"]\n', 'bad-pattern'],
  ['a pattern of nothing', '    type: short\n    accept: ["[a]"]\n', 'bad-pattern'],
  [
    'steps whose ids tell their order',
    '    type: order\n    steps:\n      - { id: a, text: A }\n      - { id: b, text: B }\n      - { id: c, text: C }\n',
    'telling-ids',
  ],
  [
    'a step twice',
    '    type: order\n    steps:\n      - { id: b, text: A }\n      - { id: a, text: B }\n      - { id: b, text: C }\n',
    'duplicate-choice',
  ],
  ['a prediction without choices or tolerance', RUN, 'predict-answer'],
  ['a type that there is not', '    type: essay\n', 'quiz'],
])('lint reports %s', async (_, question, rule) => {
  expect(await lintRules(question)).toContain(rule)
})

test('a pattern stands for all its texts, and for no more than 64', () => {
  expect(expandPattern('[the] (a|b) c')).toEqual([' a c', ' b c', 'the a c', 'the b c'])
  expect(() => expandPattern('(a|b|c|d)(a|b|c|d)(a|b|c|d)(a|b)')).toThrow('more than 64')
  const start = performance.now()
  expect(() => expandPattern(`${'(a|b)'.repeat(200)}`)).toThrow('more than 64')
  expect(performance.now() - start).toBeLessThan(1000)
})

import { expect, test } from 'vitest'
import { loadIndex, loadTopic } from '../../src/corpus/corpus.ts'
import { gradeAnswer } from '../../src/learning/quiz.ts'
import { measureRun } from '../../src/simulation/measure-run.ts'

const questions = loadIndex().items.flatMap(({ slug }) =>
  loadTopic(slug).quiz.map((question) => ({ slug, question })),
)

test('every answer that ships is right by its own rules', () => {
  const wrong = questions.filter(({ question }) => !gradeAnswer(question, question.answer).correct)
  expect(wrong).toEqual([])
})

test('every type of question is asked, and those beyond choices in at least ten topics', () => {
  const topicsWith = (...types: readonly string[]) =>
    new Set(questions.filter(({ question }) => types.includes(question.type)).map(({ slug }) => slug)).size
  expect(topicsWith('number', 'order', 'short', 'predict')).toBeGreaterThanOrEqual(10)
  for (const type of ['single', 'multiple', 'number', 'order', 'short', 'predict']) {
    expect(topicsWith(type)).toBeGreaterThan(0)
  }
})

test('a prediction that ships holds what its run measures today', async () => {
  const runs = questions.flatMap(({ question }) => (question.type === 'predict' ? [question] : []))
  for (const { run, value, unit } of runs) expect(await measureRun(run)).toEqual({ value, unit })
})

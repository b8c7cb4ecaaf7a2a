import { describe, expect, test } from 'vitest'
import { compileCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { loadGraph } from '../../src/corpus/corpus.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { contentFolder, type Files, LESSON, replaced } from './fixture.ts'

const CONCEPTS = `area: Time
concepts:
  - { id: latency, title: latency }
  - { id: unbounded-delay, title: unbounded delay, needs: [latency] }
  - { id: timeout, title: timeout, needs: [unbounded-delay] }
  - { id: retry, title: retry, needs: [timeout] }
`
const PATH = `title: Waiting
summary: How long to wait.
by: topic
parts:
  - { title: All, goals: [timeout] }
`
const file = 'concepts/time.yaml'
const path = 'paths/waiting.yaml'
const both: Files = { [file]: CONCEPTS, [path]: PATH }
const edit = (name: string, from: string, to: string): Files => {
  const text = name === file ? CONCEPTS : PATH
  if (!text.includes(from)) throw new Error(`there is no ${from}`)
  return { ...both, [name]: text.replace(from, to) }
}
const backoff = LESSON.replace('slug: timeout', 'slug: backoff')
  .replace('title: Timeout', 'title: Backoff')
  .replace('quizzes: [timeout]', 'quizzes: []')

describe('the graph of concepts', () => {
  test('has what lessons teach, and what they need of other lessons, also behind what no lesson teaches', async () => {
    const { graph, problems } = await compileCorpus(
      await contentFolder({
        ...both,
        'patterns/backoff/quiz.yaml': '',
        'patterns/backoff/lesson.md': backoff
          .replace('concepts: [latency]', 'concepts: [retry]')
          .replace('learning_outcomes:', 'teaches: []\nlearning_outcomes:'),
      }),
    )
    expect(problems.filter(({ file: where }) => !where.endsWith('quiz.yaml'))).toEqual([])
    expect(graph.topics).toMatchObject([
      { slug: 'backoff', teaches: ['backoff'], needs: ['timeout'], minutes: { lesson: 5, quiz: 0 } },
      { slug: 'timeout', teaches: ['timeout'], needs: [], questions: 1, minutes: { lesson: 5, quiz: 1 } },
    ])
    expect(graph.concepts.map(({ id }) => id)).toEqual([
      ...['latency', 'unbounded-delay', 'timeout', 'retry', 'backoff'],
    ])
    expect(graph.paths).toMatchObject([{ id: 'waiting', by: 'topic', parts: [{ goals: ['timeout'] }] }])
  })

  test.each([
    ['an id twice', edit(file, 'id: retry', 'id: timeout'), file, 6, 'duplicate-concept', 'timeout'],
    [
      'a need that is no concept',
      edit(file, 'needs: [latency]', 'needs: [lag]'),
      file,
      4,
      'unknown-concept',
      'lag',
    ],
    [
      'a concept that needs itself',
      edit(file, 'title: latency', 'title: latency, needs: [retry]'),
      file,
      3,
      'concept-cycle',
      'latency needs retry needs timeout needs unbounded-delay needs latency',
    ],
    ['a key that is not known', edit(file, 'title: retry', 'titel: retry'), file, 6, 'concepts', 'titel'],
    ['a goal that nothing teaches', edit(path, '[timeout]', '[latency]'), path, 5, 'unknown-goal', 'latency'],
    ['a path by role without months', edit(path, 'by: topic', 'by: role'), path, 1, 'path', 'months'],
    ['hours of a path by topic', edit(path, 'by: topic', 'by: topic\nhours: 3'), path, 4, 'path', 'hours'],
    [
      'a prerequisite that is no concept',
      { ...both, ...replaced('concepts: [latency]', 'concepts: [lag]') },
      'patterns/timeout/lesson.md',
      9,
      'unknown-concept',
      'lag',
    ],
    [
      'something taught that is no concept',
      { ...both, ...replaced('learning_outcomes:', 'teaches: [lag]\nlearning_outcomes:') },
      'patterns/timeout/lesson.md',
      10,
      'unknown-concept',
      'lag',
    ],
    [
      'a lesson that is needed before itself, by way of another',
      {
        ...both,
        ...replaced('concepts: [latency]', 'concepts: [backoff]'),
        'patterns/backoff/lesson.md': backoff.replace('concepts: [latency]', 'concepts: [retry]'),
      },
      'patterns/backoff/lesson.md',
      9,
      'lesson-cycle',
      'backoff needs timeout needs backoff',
    ],
  ] as const)('the lint reports %s', async (_, files, where, line, rule, words) => {
    const { errors } = await lintContent(await contentFolder(files))
    const found = errors.filter((error) => error.rule === rule && error.message.includes(words))
    expect(found, JSON.stringify(errors, null, 1)).toMatchObject([{ file: where, line }])
  })

  test('is sound in what ships: every lesson and exercise has concepts, and there is where to begin', () => {
    const graph = loadGraph()
    const ids = new Set(graph.concepts.map(({ id }) => id))
    const used = [...graph.topics.flatMap(({ teaches, needs }) => [...teaches, ...needs])]
    expect(used.filter((id) => !ids.has(id))).toEqual([])
    expect(graph.clusters.filter(({ practises }) => practises.length === 0)).toEqual([])
    expect(graph.topics.filter(({ needs }) => needs.length === 0).length).toBeGreaterThan(5)
  })
})

import { describe, expect, test } from 'vitest'
import { searchCheck } from '../../src/authoring/lint-checks.ts'
import { type LintTools, lintContent } from '../../src/corpus/lint/lint-content.ts'
import { contentFolder, type Files, INSIGHTS, QUIZ, replaced, theory } from '../corpus/fixture.ts'

const lesson = 'patterns/timeout/lesson.md'
const short = (related: string, slug = 'deadline') => `patterns:
  - slug: ${slug}
    title: Deadline
    category: resilience
    definition: A moment.
    when: Calls call.
    when_not: One call only.
    related: [${related}]
    sources: [{ title: A, url: "https://example.org" }]
`
const signature = (slug: string) => `signatures:
  - id: late
    title: Late
    match: [too late]
    patterns: { ${slug}: 1 }
    cause: A.
    tell: B.
    fix: C.
    source: https://example.org
`
const tools: LintTools = {
  more: [searchCheck],
  scenarios: ['queueing'],
  models: ['token-bucket'],
  today: '2026-11-22',
}
const listed = { 'pattern-slugs.txt': 'timeout\ndeadline\nretry\n' }

/** What is broken, and the one error that must be reported. */
const ERRORS: readonly (readonly [string, Files, string, number | undefined, string])[] = [
  [
    'a related pattern that no list has',
    { ...listed, ...replaced('patterns: [], tools', 'patterns: [retri], tools') },
    lesson,
    12,
    'unknown-pattern',
  ],
  [
    'a prerequisite that no list has',
    { ...listed, ...replaced('patterns: [] }\nlearning', 'patterns: [retri] }\nlearning') },
    lesson,
    9,
    'unknown-pattern',
  ],
  [
    'a short entry that names an unknown one',
    { 'patterns-short.yaml': short('retri') },
    'patterns-short.yaml',
    8,
    'known-pattern',
  ],
  [
    'a short entry of what has a lesson',
    { 'patterns-short.yaml': short('timeout', 'timeout') },
    'patterns-short.yaml',
    2,
    'has-lesson',
  ],
  [
    'other names of an unknown pattern',
    { 'aliases.yaml': 'aliases:\n  retri: [again]\n' },
    'aliases.yaml',
    2,
    'known-pattern',
  ],
  [
    'a signature of an unknown pattern',
    { 'signatures.yaml': signature('retri') },
    'signatures.yaml',
    5,
    'known-pattern',
  ],
  [
    'an unknown simulation',
    replaced('simulations: []', 'simulations: [queuing]'),
    lesson,
    11,
    'unknown-simulation',
  ],
  ['an unknown exercise', replaced('exercises: []', 'exercises: [time-out]'), lesson, 11, 'unknown-exercise'],
  [
    'the quiz of an unknown lesson',
    replaced('quizzes: [timeout]', 'quizzes: [timeout, retry]'),
    lesson,
    11,
    'unknown-quiz',
  ],
  [
    'a simulation.yaml of an unknown one',
    {
      ...replaced('simulations: []', 'simulations: [queueing]'),
      'patterns/timeout/simulation.yaml': 'scenario: queuing\nseed: 1\nnotice: [It waits.]\n',
    },
    'patterns/timeout/simulation.yaml',
    undefined,
    'unknown-simulation',
  ],
  ['a review of tomorrow', replaced('"2026-11-21"', '"2026-11-23"'), lesson, 16, 'future-date'],
  ['no tags', replaced('tags: [resilience]', 'tags: []'), lesson, 15, 'front-matter'],
  [
    'a question with a link to a heading that is not there',
    replaced('The work may go on', 'The work [may](lesson.md#go) go on', 'patterns/timeout/quiz.yaml'),
    'patterns/timeout/quiz.yaml',
    2,
    'dead-link',
  ],
  [
    'a prompt with a link to a file that is not there',
    replaced(
      'What does a timeout end',
      'What does a [timeout](../retry/lesson.md) end',
      'patterns/timeout/insights.yaml',
    ),
    'patterns/timeout/insights.yaml',
    4,
    'dead-link',
  ],
]

const UNWRITTEN: typeof ERRORS = [
  ['what is still to be written', theory('It is [to write: what it is].'), lesson, 29, 'unwritten'],
  [
    'an answer still to be written',
    replaced('The wait', '"[to write: the right answer]"', 'patterns/timeout/quiz.yaml'),
    'patterns/timeout/quiz.yaml',
    6,
    'unwritten',
  ],
]

describe('content lint', () => {
  test.each(UNWRITTEN)('warns of %s, which is no error of form', async (_, files, file, line, rule) => {
    const { errors, warnings } = await lintContent(await contentFolder(files), tools)
    expect(errors).toEqual([])
    expect(warnings).toMatchObject([{ file, line, rule }])
  })

  test.each(ERRORS)('reports %s', async (_, files, file, line, rule) => {
    const { errors } = await lintContent(await contentFolder(files), tools)
    const found = errors.filter((error) => error.rule === rule)
    expect(found, JSON.stringify(errors, null, 1)).toHaveLength(1)
    expect(found[0]).toMatchObject(line === undefined ? { file } : { file, line })
  })

  test('takes no offence at links of questions that lead somewhere, nor at patterns that are listed', async () => {
    const files = {
      ...listed,
      'patterns-short.yaml': short('timeout'),
      'signatures.yaml': signature('deadline'),
      'aliases.yaml': 'aliases:\n  deadline: [until then]\n',
      'patterns/timeout/quiz.yaml': QUIZ.replace(
        'The work may',
        'The [work](lesson.md#theory) [may](https://example.org#x)',
      ),
      'patterns/timeout/insights.yaml': INSIGHTS,
      ...replaced('patterns: [], tools', 'patterns: [deadline], tools'),
    }
    const { errors, warnings } = await lintContent(await contentFolder(files), tools)
    expect([...errors, ...warnings]).toEqual([])
  })

  test('warns of a prerequisite that is listed but that no lesson teaches', async () => {
    const files = { ...listed, ...replaced('patterns: [] }\nlearning', 'patterns: [retry] }\nlearning') }
    const { errors, warnings } = await lintContent(await contentFolder(files), tools)
    expect({ errors, warnings }).toMatchObject({ errors: [], warnings: [{ rule: 'unknown-prerequisite' }] })
  })

  /** The front matter as it was asked for; each key is missed where it is not there. */
  test.each([
    ...[
      'slug',
      'kind',
      'title',
      'description',
      'difficulty',
      'estimated_time',
      'prerequisites',
      'learning_outcomes',
    ],
    ...['interactive_elements', 'related_content', 'tags', 'last_reviewed', 'contributors'],
  ])('misses %s in the front matter', async (key) => {
    const files: Files = { [lesson]: (text) => text.replace(new RegExp(`^${key}: .*\\n`, 'm'), '') }
    const { errors } = await lintContent(await contentFolder(files))
    expect(errors.filter(({ rule }) => rule === 'front-matter')).toMatchObject([
      { message: expect.stringContaining(`${key}:`) },
    ])
  })
})

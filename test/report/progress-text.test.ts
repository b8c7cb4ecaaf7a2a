import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { TopicRow } from '../../src/learning/load-progress.ts'
import type { Progress } from '../../src/learning/progress.ts'
import { progressText } from '../../src/report/progress-text.ts'
import { textTable } from '../../src/report/text-table.ts'
import { topicListText } from '../../src/report/topic-list-text.ts'

const rows: TopicRow[] = (['new', 'reading', 'read', 'quizzed', 'passed'] as const).map((status) => ({
  slug: `topic-${status}`,
  kind: 'pattern',
  title: status,
  difficulty: 'beginner',
  minutes: 5,
  status,
}))

const progress: Progress = {
  attempts: 1,
  passed: [],
  read: ['a'],
  quizzes: { a: { answered: 2, correct: 1, total: 2 }, b: { answered: 1, correct: 1, total: 8 } },
  hints: 0,
  streakDays: 3,
  topics: {
    a: { status: 'quizzed', attempts: 1, lastAtMs: 1 },
    b: { status: 'reading', attempts: 0, lastAtMs: 2 },
  },
}
const options = { unicode: true, firstTopic: 'a', reviewsDue: 0, date: (atMs: number) => `day ${atMs}` }

test('colour changes no letter of a table', () => {
  const plain = topicListText(rows, { color: 0, unicode: true })
  const colored = topicListText(rows, { color: 1, unicode: true })
  expect(colored).not.toBe(plain)
  expect(stripVTControlCharacters(colored)).toBe(plain)
  expect(stripVTControlCharacters(progressText(progress, { ...options, color: 1 }))).toBe(
    progressText(progress, { ...options, color: 0 }),
  )
})

test('a quiz counts once all its questions are answered, and the next step is for the newest topic', () => {
  expect(progressText(progress, { ...options, color: 0 })).toBe(
    [
      '1 read, 1 quizzed, 0 passed, 1 attempt, 3 days in a row',
      '',
      'Topic  Status   Quiz  Attempts  Last on',
      'a      quizzed   1/2         1  day 1',
      'b      reading   1/8         0  day 2',
      '',
      'Next: compendium learn b',
    ].join('\n'),
  )
})

test('wide letters keep the columns straight', () => {
  expect(
    textTable(
      [{ title: 'x' }, { title: 'y' }],
      [
        ['断路器', '1'],
        ['ab', '2'],
      ],
    ),
  ).toEqual(['x       y', '断路器  1', 'ab      2'])
})

test('what is to be reviewed is told before the next step, and nothing where nothing is', () => {
  const text = (reviewsDue: number) => progressText(progress, { ...options, color: 0, reviewsDue })
  expect(text(2)).toContain('\n\n2 questions to review: compendium review\n')
  expect(text(1)).toContain('1 question to review')
  expect(text(0)).not.toContain('review')
})

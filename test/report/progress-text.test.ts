import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Dashboard } from '../../src/learning/dashboard/dashboard.ts'
import type { TopicRow } from '../../src/learning/load-progress.ts'
import type { Progress } from '../../src/learning/progress.ts'
import { progressMessages } from '../../src/messages/progress/index.ts'
import type { DashboardOptions } from '../../src/report/dashboard/look.ts'
import { progressText, type SectionId } from '../../src/report/progress-text.ts'
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
const dashboard: Dashboard = {
  topics: { total: 4, begun: 2, read: 1, quizzed: 1, passed: 0 },
  patterns: { total: 3, implemented: [] },
  clusters: [{ id: 'echo', title: 'Echo', attempts: 2, stagesPassed: 1, stages: 2 }],
  streak: { days: 3, longest: 5 },
  time: { totalMs: 3_660_000, last7DaysMs: 60_000 },
  days: [{ day: 20_000, date: '2024-10-04', events: 6, ms: 60_000 }],
  today: 20_001,
  recall: {
    cards: 2,
    predicted: Array.from({ length: 31 }, (_, day) => 1 - day / 60),
    measured: [
      { fromDays: 1, toDays: 1, answers: 4, right: 3 },
      { fromDays: 61, answers: 1, right: 1 },
    ],
  },
  achievements: { earned: 3, total: 12 },
}
const options = {
  ...{ width: 80, unicode: true, color: 0 as const, plain: false, words: progressMessages.en },
  ...{ firstTopic: 'a', reviewsDue: 0, date: (atMs: number) => `day ${atMs}` },
}
const page = (section: SectionId, other: Partial<DashboardOptions> = {}, shown = dashboard) =>
  progressText(shown, progress, section, { ...options, ...other })

const SECTIONS = [
  'overview',
  'topics',
  'concepts',
  'patterns',
  'clusters',
  'days',
  'recall',
  'paths',
] as const
const whole: Dashboard = {
  ...dashboard,
  patterns: { total: 3, implemented: [{ slug: 'a', languages: ['go', 'python'] }] },
  mastery: [
    { concept: 'quorum', mastery: 0.9, mastered: true },
    { concept: 'lease', mastery: 0.25, mastered: false },
  ],
  paths: [{ id: 'sre', title: 'SRE', done: 1, total: 4, followed: true }],
}

test('colour changes no letter of a table', () => {
  const plain = topicListText(rows, { color: 0, unicode: true })
  const colored = topicListText(rows, { color: 1, unicode: true })
  expect(colored).not.toBe(plain)
  expect(stripVTControlCharacters(colored)).toBe(plain)
  for (const section of SECTIONS) {
    expect(stripVTControlCharacters(page(section, { color: 1 }, whole)), section).toBe(
      page(section, {}, whole),
    )
  }
})

test('principles are listed in a section of their own, before the patterns', () => {
  const law: TopicRow = { ...rows[0], slug: 'law-x', kind: 'law', status: 'read' } as TopicRow
  const text = topicListText([...rows.slice(0, 2), law], { color: 0, unicode: true })
  expect(text.split('\n')).toEqual([
    'Topic          Kind     Difficulty  Minutes  Status',
    '',
    'Principles',
    'law-x          law      beginner          5  read',
    '',
    'Patterns',
    'topic-new      pattern  beginner          5  new',
    'topic-reading  pattern  beginner          5  reading',
    '',
    'Read one: compendium learn topic-new',
  ])
})

test('a status has its colour also in another language', () => {
  const words = { ...progressMessages.en, status: { ...progressMessages.en.status, quizzed: 'respondido' } }
  expect(page('topics', { color: 1, words })).toContain('\u001b[36mrespondido')
})

test('the overview fits a screen of 80 by 24, and says where one stands and what is next', () => {
  expect(page('overview')).toBe(
    [
      '3 days in a row (longest: 5), 1 h 1 min in all, 1 min in the last 7 days',
      '',
      'Topics        ██████████░░░░░░░░░░  2 of 4 begun, 1 read, 1 quizzed, 0 passed',
      'Patterns      ░░░░░░░░░░░░░░░░░░░░  0 of 3 implemented',
      'Clusters      ██████████░░░░░░░░░░  1 of 2 stages',
      'Remembered    ████████████████████  100 % of 2 cards, by FSRS',
      'Achievements  █████░░░░░░░░░░░░░░░  3 of 12 earned',
      '',
      '    Apr     May     Jun     Jul       Aug     Sep',
      'Mon · · · · · · · · · · · · · · · · · · · · · · · · · ·',
      '    · · · · · · · · · · · · · · · · · · · · · · · · · ·',
      'Wed · · · · · · · · · · · · · · · · · · · · · · · · · ·',
      '    · · · · · · · · · · · · · · · · · · · · · · · · · ·',
      'Fri · · · · · · · · · · · · · · · · · · · · · · · · · ▒',
      '    · · · · · · · · · · · · · · · · · · · · · · · · · ·',
      '    · · · · · · · · · · · · · · · · · · · · · · · · ·',
      '    · ░ ▒ ▓ █  1, 5, 10, 20 deeds or more on a day',
      '',
      'Next: compendium learn b',
      'More, with --section: topics, patterns, clusters, days, recall',
    ].join('\n'),
  )
})

test.each([80, 60, 40, 30])('nothing drawn is wider than %d columns, with or without Unicode', (width) => {
  for (const unicode of [true, false]) {
    const lines = ['overview', 'days', 'recall', 'clusters', 'paths'].flatMap((section) =>
      page(section as SectionId, { width, unicode }, whole).split('\n'),
    )
    const drawn = lines.filter((line) => /^(?!.*[a-z]{3}).*[·░▒▓█.#*+]/.test(line))
    expect(drawn.length).toBeGreaterThan(7)
    for (const line of drawn) expect(line.length, line).toBeLessThanOrEqual(width)
  }
})

test('without Unicode everything is ASCII', () => {
  for (const section of SECTIONS) expect(page(section, { unicode: false }, whole)).toMatch(/^[\x20-\x7e\n]+$/)
})

test('plain is sentences: no bar, no table, no drawing', () => {
  for (const section of SECTIONS) {
    const text = page(section, { plain: true }, whole)
    expect(text, section).not.toMatch(/[·░▒▓█▁▇┤└]| {2}/)
    expect(text.split('\n').at(-1), section).toMatch(/[.a-z]$/)
  }
  expect(page('topics', { plain: true })).toBe(
    'a: quizzed, quiz 1 of 2 right, 1 attempt, last on day 1.\nb: reading, quiz 1 of 8 right, 0 attempts, last on day 2.',
  )
  expect(page('recall', { plain: true })).toContain('After 1 day: 75 % of 4 answers right.')
  expect(page('recall', { plain: true })).toContain('in 30 days: 50 %.')
})

test('what nobody computes is not offered, and told when it is asked for', () => {
  expect(page('concepts')).toBe('Nothing is known about concepts here.')
  expect(page('paths')).toBe('Nothing is known about paths here.')
  expect(page('overview', {}, whole)).toContain(
    '--section: topics, concepts, patterns, clusters, days, recall, paths',
  )
  expect(page('concepts', {}, whole).split('\n').slice(1)).toEqual([
    'lease    █████░░░░░░░░░░░░░░░  25 %  not mastered yet',
    'quorum   ██████████████████░░  90 %  mastered',
  ])
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
  const text = (reviewsDue: number) => page('overview', { reviewsDue })
  expect(text(2)).toContain('\n\n2 cards to review: compendium review\nNext: ')
  expect(text(1)).toContain('1 card to review')
  expect(text(0)).not.toContain('to review')
})

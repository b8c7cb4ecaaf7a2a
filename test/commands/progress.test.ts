import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

async function study(): Promise<void> {
  await learner.run(['learn', 'bulkhead'])
  await learner.run(['quiz', 'bulkhead', '--answer', 'why=b', '--answer', 'which=b'])
}

test('a new learner is told where to begin', async () => {
  expect(await learner.run(['progress'])).toEqual({
    status: 0,
    stdout:
      'Nothing here yet. What you read, answer and solve will be listed here.\n\nBegin with: compendium learn bulkhead\n',
    stderr: '',
  })
  expect(await learner.json(['progress'])).toEqual({
    schemaVersion: 1,
    attempts: 0,
    passed: [],
    read: [],
    quizzes: {},
    hints: 0,
    streakDays: 0,
    topics: {},
    reviewsDue: 0,
    mastery: { bulkhead: 0 },
    dashboard: {
      topics: { total: 1, begun: 0, read: 0, quizzed: 0, passed: 0 },
      patterns: { total: 0, implemented: [] },
      clusters: [],
      streak: { days: 0, longest: 0 },
      time: { totalMs: 0, last7DaysMs: 0 },
      days: [],
      today: expect.any(Number),
      recall: { cards: 0, predicted: [], measured: [] },
      achievements: { earned: 0, total: 0 },
      mastery: [{ concept: 'bulkhead', mastery: 0, mastered: false }],
      paths: [],
    },
  })
})

test('progress shows what was read and answered, and what is next', async () => {
  await study()
  const { status, stdout, stderr } = await learner.run(['progress'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^1 day in a row \(longest: 1\), 0 min in all/)
  expect(stdout).toContain('1 of 1 begun, 1 read, 1 quizzed, 0 passed')
  expect(stdout).toContain('\nNext: compendium generate exercise bulkhead --language python\n')
  expect(stdout.split('\n').length).toBeLessThanOrEqual(24)
})

test('each section is a page of its own', async () => {
  await study()
  const section = async (name: string) => (await learner.run(['progress', '--section', name])).stdout
  expect((await section('topics')).replace(/\d{4}-\d\d-\d\d/, 'DAY')).toBe(
    ['Topic     Status   Quiz  Attempts  Last on', 'bulkhead  quizzed   1/2         0  DAY', ''].join('\n'),
  )
  expect(await section('recall')).toContain('No question has come back yet.')
  expect(await section('days')).toMatch(/\n\d{4}-\d\d-\d\d +3 +0 min\n/)
  const refused = await learner.run(['progress', '--section', 'dais'])
  expect([refused.status, refused.stdout]).toEqual([2, ''])
})

test('a screen reader is told sentences, as is who asks for --plain', async () => {
  await study()
  const { stdout } = await learner.run(['progress', '--plain'])
  expect(stdout).toContain('Topics: 1 of 1 begun, 1 read, 1 quizzed, 0 passed.\n')
  expect((await learner.run(['progress'], { env: { INK_SCREEN_READER: 'true' } })).stdout).toBe(stdout)
  expect((await learner.run(['progress'], { env: { TERM: 'dumb' } })).stdout).toBe(stdout)
})

test('the dashboard is told in the language of the learner, and its data are the same', async () => {
  await study()
  const { stdout, stderr } = await learner.run(['progress'], { env: { COMPENDIUM_LANG: 'es' } })
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^1 día seguido \(la racha más larga: 1\)/)
  expect(stdout).toContain('1 de 1 empezados, 1 leídos, 1 respondidos, 0 superados')
  expect((await learner.run(['progress'], { env: { LANG: 'es_MX.UTF-8' } })).stdout).toBe(stdout)
  const data = await learner.run(['progress', '--json'], { env: { COMPENDIUM_LANG: 'es' } })
  expect(JSON.parse(data.stdout)).toEqual(await learner.json(['progress']))
})

test('achievements are listed with their evidence, and the others with how to earn them', async () => {
  await writeFile(
    path.join(learner.folder, 'corpus', 'achievements.json'),
    JSON.stringify([
      { ...{ id: 'end', title: 'To the end', how: 'Read a lesson.' }, rule: reading(1) },
      { ...{ id: 'three', title: 'Three of them', how: 'Read three lessons.' }, rule: reading(3) },
    ]),
  )
  await writeFile(
    path.join(learner.folder, 'corpus', 'achievements.es.json'),
    JSON.stringify({ end: { title: 'Hasta el final', how: 'Lee una lección.' } }),
  )
  await study()
  const run = (env = {}) => learner.run(['progress', 'achievements'], { env })
  const day = /\d{4}-\d\d-\d\d/
  expect((await run()).stdout.replace(day, 'DAY')).toBe(
    [
      '1 of 2 earned\n\nTo the end\n  Read a lesson.\n  Earned on DAY: bulkhead',
      'Still to be earned:\n\nThree of them\n  Read three lessons. (1 of 3)\n',
    ].join('\n\n'),
  )
  const spanish = (await run({ COMPENDIUM_LANG: 'es' })).stdout
  expect(spanish).toContain('Hasta el final\n  Lee una lección.\n  Conseguido el ')
  expect(spanish).toContain('Three of them\n  Read three lessons. (1 de 3)')
  const { events } = JSON.parse((await learner.run(['progress', 'export'])).stdout)
  const [{ id, atMs }] = events
  expect(await learner.json(['progress', 'achievements'])).toEqual({
    schemaVersion: 1,
    earned: [
      {
        ...{ id: 'end', title: 'To the end', how: 'Read a lesson.', earnedAtMs: atMs },
        evidence: [{ id, atMs, kind: 'read', slug: 'bulkhead' }],
      },
    ],
    open: [{ id: 'three', title: 'Three of them', how: 'Read three lessons.', have: 1, need: 3 }],
  })
  expect((await run({ COMPENDIUM_CORPUS: learner.folder })).stdout).toBe('There are no achievements here.\n')
})

const reading = (count: number) => ({ count, each: 'event', where: { kind: 'read', finished: true } })

test('what is exported, imported elsewhere and exported again is the same byte for byte', async () => {
  await study()
  const { stdout: exported } = await learner.run(['progress', 'export'])
  expect(JSON.parse(exported)).toMatchObject({ schemaVersion: 1, events: [{ kind: 'read' }, {}, {}] })
  const imported = await learner.run(['progress', 'import', '-'], { input: exported, home: 'other' })
  expect(imported).toEqual({ status: 0, stdout: '3 of 3 events were new.\n', stderr: '' })
  expect((await learner.run(['progress', 'export'], { home: 'other' })).stdout).toBe(exported)
  expect((await learner.run(['progress', 'export', '--json'], { home: 'other' })).stdout).toBe(exported)
  const first = await learner.json(['progress'])
  expect(await learner.json(['progress'], 'other')).toEqual(first)
})

test('importing twice is the same as once, and two logs become one', async () => {
  await study()
  const file = path.join(learner.folder, 'log.json')
  expect((await learner.run(['progress', 'export', 'log.json'])).stdout).toBe(
    '3 events written to log.json\n',
  )
  await learner.run(['learn', 'bulkhead'], { home: 'other' })
  expect(await learner.json(['progress', 'import', file], 'other')).toEqual({
    schemaVersion: 1,
    total: 3,
    added: 3,
  })
  expect(await learner.json(['progress', 'import', file], 'other')).toMatchObject({ added: 0 })
  const { events } = JSON.parse((await learner.run(['progress', 'export'], { home: 'other' })).stdout)
  expect(events).toHaveLength(4)
})

test('export overwrites nothing without --force', async () => {
  await writeFile(path.join(learner.folder, 'mine.txt'), 'mine')
  const refused = await learner.run(['progress', 'export', 'mine.txt'])
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--force') })
  expect(await readFile(path.join(learner.folder, 'mine.txt'), 'utf8')).toBe('mine')
  expect((await learner.run(['progress', 'export', 'mine.txt', '--force'])).status).toBe(0)
  expect(JSON.parse(await readFile(path.join(learner.folder, 'mine.txt'), 'utf8'))).toEqual({
    schemaVersion: 1,
    events: [],
  })
})

test('progress says so when the store cannot be read, and goes on', async () => {
  await mkdir(path.join(learner.folder, 'home', 'progress.db'), { recursive: true })
  const { status, stdout, stderr } = await learner.run(['progress'])
  expect([status, stdout]).toEqual([0, expect.stringContaining('Begin with')])
  expect(stderr).toMatch(/^compendium: progress could not be read: .*progress\.db cannot be opened/)
})

test('export fails, and prints no empty log, when the store cannot be read', async () => {
  await mkdir(path.join(learner.folder, 'home', 'progress.db'), { recursive: true })
  const { status, stdout, stderr } = await learner.run(['progress', 'export'])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/Progress was not exported: .*progress\.db cannot be opened/)
})

const good = {
  id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  atMs: 5,
  kind: 'hint',
  slug: 'bulkhead',
  data: { level: 1 },
}

test.each([
  ['nothing', '', /is empty/],
  ['no JSON', '{"schemaVersion": 1,', /is not JSON/],
  ['another version', JSON.stringify({ schemaVersion: 2, events: [] }), /schemaVersion: must be 1/],
  ['a list', '[]', /the top: /],
  ['a wrong field', log({ ...good, data: { level: 'one' } }), /events\[1\]\.data\.level: .*number/],
  ['a field too many', log({ ...good, note: 'x' }), /events\[1\]: Unrecognized key: "note"/],
  ['an unknown kind', log({ ...good, kind: 'boast' }), /events\[1\]\.kind: /],
  ['a wrong id', log({ ...good, id: 'one' }), /events\[1\]\.id: /],
  ['a time that is no instant', log({ ...good, atMs: 1e300 }), /events\[1\]\.atMs: /],
  ['half a letter', log({ ...good, slug: 'Bulk head' }), /events\[1\]\.slug: /],
  ['deep nesting', '['.repeat(1_000_000), /is not JSON/],
  ['deep nesting that is closed', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /the top: /],
  ['deep data', log({ ...good, data: 'HERE' }).replace('"HERE"', nested(200_000)), /events\[1\]\.data/],
  ['codes for the terminal', JSON.stringify({ '\u001b[2J': 1 }), /"\?\[2J"/],
])('a file with %s changes nothing, and the message says where it is wrong', async (_, input, message) => {
  const { status, stdout, stderr } = await learner.run(['progress', 'import', '-'], { input })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(message)
  expect(stderr).toContain('Nothing was imported.')
  expect(stderr.length).toBeLessThan(1500)
  expect(existsSync(path.join(learner.folder, 'home', 'progress.db'))).toBe(false)
})

function log(second: object): string {
  return JSON.stringify({ schemaVersion: 1, events: [good, second] })
}

function nested(depth: number): string {
  return `${'{"deeper":'.repeat(depth)}1${'}'.repeat(depth)}`
}

test('a file that is missing, a folder, or too large is refused', async () => {
  const stderr = async (file: string) => (await learner.run(['progress', 'import', file])).stderr
  expect(await stderr('none.json')).toMatch(/none\.json is not there/)
  expect(await stderr('.')).toMatch(/is a folder/)
  if (process.platform !== 'win32') expect(await stderr('/dev/zero')).toMatch(/is larger than 64 MiB/)
})

test('50,000 events are imported in one go', async () => {
  const events = Array.from({ length: 50_000 }, (_, index) => ({
    ...good,
    id: `017f22e2-79b0-7cc3-98c4-${index.toString(16).padStart(12, '0')}`,
    atMs: index,
  }))
  const input = JSON.stringify({ schemaVersion: 1, events })
  const { stdout } = await learner.run(['progress', 'import', '-'], { input })
  expect(stdout).toBe('50000 of 50000 events were new.\n')
  expect(await learner.json(['progress'])).toMatchObject({ hints: 50_000 })
})

test('import fails, and says so, when the store cannot be written', async () => {
  await mkdir(path.join(learner.folder, 'home', 'progress.db'), { recursive: true })
  const { status, stderr } = await learner.run(['progress', 'import', '-'], { input: log(good) })
  expect([status, stderr]).toEqual([2, expect.stringMatching(/Nothing was imported: .*cannot be opened/)])
})

test('a home that cannot be looked into is not taken for one without progress', async () => {
  await writeFile(path.join(learner.folder, 'home'), 'a file, so that nothing can be in it')
  const { status, stdout, stderr } = await learner.run(['progress', '--json'])
  expect([status, JSON.parse(stdout).attempts]).toEqual([0, 0])
  expect(stderr).toMatch(/progress could not be read: .*progress\.db cannot be opened/)
})

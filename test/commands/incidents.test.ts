import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { PROGRAM } from '../learning/helpers/cli.ts'

/** The built program, with the corpus that ships, without a terminal. */
function incidents(...args: string[]) {
  const env = { PATH: process.env['PATH'], COLUMNS: '80' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'incidents', ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const widest = (text: string) =>
  Math.max(...text.split('\n').map((line) => (/^ *https?:/.test(line) ? 0 : line.length)))

test('incidents counts them by category and year, within 80 columns', () => {
  const { status, stdout, stderr } = incidents()
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^\d+ incidents at \d+ companies\./)
  expect(stdout).toMatch(/^cascading-failure +\d+ {2}the failure of one part made others fail$/m)
  expect(stdout).toContain('compendium incidents search')
  expect(widest(stdout)).toBeLessThanOrEqual(80)
  const counts = JSON.parse(incidents('--json').stdout)
  expect(counts.total).toBeGreaterThanOrEqual(150)
  const perYear = counts.years.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
  expect(perYear).toBe(counts.total)
})

test('incidents search gives the best first, with company, date, source and categories', () => {
  const { schemaVersion, found, results } = JSON.parse(
    incidents('search', 'leap', 'second', '--limit', '3', '--json').stdout,
  )
  expect(schemaVersion).toBe(1)
  expect(found).toBeGreaterThanOrEqual(3)
  expect(results).toHaveLength(3)
  for (const result of results)
    expect(result).toEqual({
      id: expect.stringContaining('leap'),
      company: expect.any(String),
      date: expect.stringMatching(/^\d{4}/),
      dateOf: expect.stringMatching(/^(event|report)$/),
      source: expect.stringMatching(/^https?:/),
      title: expect.any(String),
      categories: expect.arrayContaining(['clock']),
      score: expect.any(Number),
    })
})

test('incidents search without words lists what the filters let through, the newest first', () => {
  const { results } = JSON.parse(
    incidents('search', '--company', 'github', '--since', '2018', '--until', '2020', '--json').stdout,
  )
  const dates = results.map(({ date }: { date: string }) => date)
  expect(dates.length).toBeGreaterThan(2)
  expect(dates).toEqual([...dates].sort().reverse())
  expect(results.every(({ company }: { company: string }) => company === 'GitHub')).toBe(true)
})

test('incidents search names the command that reads the first, and how to see the others', () => {
  const { status, stdout } = incidents('search', 'split', 'brain', '--limit', '2')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^\d+ more: --limit \d+$/m)
  const id = stdout.split(' ')[0]
  expect(stdout).toContain(`Read one: compendium incidents show ${id}`)
})

test('incidents search that finds nothing says so, and is no failure', () => {
  expect(incidents('search', 'xqzvwkj')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('No incident fits.'),
  })
  expect(JSON.parse(incidents('search', 'xqzvwkj', '--json').stdout)).toMatchObject({ found: 0, results: [] })
})

test.each([
  [['search', '--category', 'retry-strom'], 'Did you mean retry-storm?'],
  [['search', '--pattern', 'nothing-like-it'], 'No incident has the pattern "nothing-like-it".'],
  [['search', '--since', '21.10.2018'], 'Write it like 2018'],
  [['search', '--limit', '0'], 'at least 1'],
  [['timeline', '--category', 'dsn'], 'Did you mean dns?'],
  [['show', 'github-mysql-2019'], 'Did you mean github-mysql-2018'],
  [['show'], 'ID is missing'],
])('incidents %j exits with 2 and says what was meant', (args, words) => {
  const { status, stdout, stderr } = incidents(...args)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(words)
})

test('incidents show tells what happened, why, and where it was read, within 80 columns', () => {
  const { status, stdout, stderr } = incidents('show', 'github-mysql-2018')
  expect([status, stderr]).toEqual([0, ''])
  const parts = stdout.split('\n').filter((line) => /^[A-Z][a-z]+( happened)?$/.test(line))
  expect(parts).toEqual(['What happened', 'Cause', 'Impact', 'Lessons', 'Laws', 'Patterns', 'Source'])
  expect(stdout).toContain('  compendium learn primary-backup\n')
  expect(stdout).toContain('not read itself, but a summary of it:')
  expect(widest(stdout)).toBeLessThanOrEqual(80)
})

test('incidents show --json gives the whole incident, and which of its patterns have a lesson', () => {
  const shown = JSON.parse(incidents('show', 'github-mysql-2018', '--json').stdout)
  expect(shown).toMatchObject({ id: 'github-mysql-2018', date: '2018-10-21', read: 'summary' })
  expect(shown.taughtBy).toContain('primary-backup')
  expect(shown.patterns).toEqual(expect.arrayContaining(shown.taughtBy))
})

test('incidents timeline goes through the years', () => {
  const { stdout } = incidents('timeline', '--category', 'clock')
  const years = stdout.split('\n').filter((line) => /^\d{4} /.test(line))
  expect(years.length).toBeGreaterThan(2)
  expect(years).toEqual([...years].sort())
  expect(widest(stdout)).toBeLessThanOrEqual(80)
})

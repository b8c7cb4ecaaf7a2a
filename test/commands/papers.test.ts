import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { PROGRAM } from '../learning/helpers/cli.ts'

/** The built program, with the corpus that ships, without a terminal. */
function papers(...args: string[]) {
  const env = { PATH: process.env['PATH'], COLUMNS: '80' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'papers', ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
interface Row {
  readonly title: string
  readonly year: number
  readonly topic: string
  readonly why?: string
}
const rows = (...args: string[]): Row[] =>
  JSON.parse(papers(...args, '--limit', '900', '--json').stdout).papers

test('papers names the topics, with how many there are and how many to begin with', () => {
  const { status, stdout, stderr } = papers()
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^Consensus +\d+ papers, \d+ to begin with$/m)
  const { found, topics } = JSON.parse(papers('--json').stdout)
  expect(found).toBeGreaterThanOrEqual(500)
  expect(topics.reduce((sum: number, one: { papers: number }) => sum + one.papers, 0)).toBe(found)
})

test('papers of a topic come with those to begin with first, then the newest', () => {
  const found = rows('consensus')
  expect(new Set(found.map(({ topic }) => topic))).toEqual(new Set(['Consensus']))
  const starred = found.map(({ why }) => why !== undefined)
  expect(starred).toEqual([...starred].sort((a, b) => Number(b) - Number(a)))
  const years = found.filter(({ why }) => why === undefined).map(({ year }) => year)
  expect(years).toEqual([...years].sort((a, b) => b - a))
})

test('papers are found by words of title, author and concept, by year and by star', () => {
  expect(rows('lamport', 'clocks', 'ordering').map(({ title }) => title)).toEqual([
    'Time, Clocks, and the Ordering of Events in a Distributed System',
  ])
  expect(rows('write skew').map(({ title }) => title)).toContain('A Critique of ANSI SQL Isolation Levels')
  expect(rows('--since', '2020', '--until', '2021').every(({ year }) => year === 2020 || year === 2021)).toBe(
    true,
  )
  const starred = rows('--starred')
  expect(starred.length).toBeGreaterThanOrEqual(60)
  expect(starred.every(({ why }) => why !== undefined)).toBe(true)
})

test('a paper to begin with says why and how hard it is, where it is, and which lesson names it', () => {
  const { stdout } = papers('time clocks ordering')
  expect(stdout).toMatch(/^\* Time, Clocks/)
  expect(stdout).toContain('(easy to read)')
  expect(stdout).toMatch(/^ {2}https:\/\/\S+$/m)
  expect(stdout).toMatch(/^ {2}compendium learn lamport-clock$/m)
  const widest = Math.max(...stdout.split('\n').map((line) => (/^ *https?:/.test(line) ? 0 : line.length)))
  expect(widest).toBeLessThanOrEqual(80)
})

test('papers that nobody wrote are none, and years in the wrong order a mistake', () => {
  expect(papers('xqzvwkj')).toMatchObject({ status: 0, stdout: expect.stringContaining('No paper fits.') })
  expect(papers('--since', '2020', '--until', '2010')).toMatchObject({ status: 2, stdout: '' })
})

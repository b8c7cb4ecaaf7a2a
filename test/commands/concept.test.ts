import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawMermaid } from '../../src/corpus/mermaid/draw-mermaid.ts'
import { PROGRAM } from '../learning/helpers/cli.ts'

let home: string
beforeAll(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'compendium-test-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** The built program, with the corpus that ships, without a terminal. */
function run(...args: string[]) {
  const env = { PATH: process.env['PATH'], COLUMNS: '80', COMPENDIUM_HOME: home }
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const json = (...args: string[]) => JSON.parse(run(...args, '--json').stdout)
const widest = (text: string) =>
  Math.max(...text.split('\n').map((line) => (/^ *https?:/.test(line) ? 0 : line.length)))

test('concept says what a term builds on, all of it in order, where it is taught and what comes next', () => {
  const page = json('concept', 'Raft')
  expect(page).toMatchObject({
    ...{ schemaVersion: 1, concept: { id: 'raft', area: 'Consensus' } },
    ...{ quizzes: ['consensus'], simulations: ['raft'], mastery: 0 },
  })
  expect(page.exercises).toContain('raft')
  const chain = page.chain.map(({ id }: { id: string }) => id)
  for (const { id } of page.prerequisites) expect(chain).toContain(id)
  expect(chain.indexOf('term')).toBeLessThan(chain.indexOf('leader-election'))
  const { status, stdout, stderr } = run('concept', 'Raft')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^Builds on\n {2}.*leader election/m)
  expect(stdout).toMatch(/^ {2}compendium learn consensus$/m)
  expect(widest(stdout)).toBeLessThanOrEqual(80)
})

test('concept tells the other names of a term and what to read on it', () => {
  const { stdout } = run('concept', 'dogpile')
  expect(stdout).toMatch(/^cache stampede\nResilience; also: dogpile/)
  expect(stdout).toMatch(/^Read\n {2}Optimal Probabilistic Cache Stampede Prevention \(\d{4}\)\n {4}https?:/m)
  expect(json('concept', 'linearizability').papers[0]).toMatchObject({ year: 1990 })
})

test('concept tells how much of it you know, once there is anything to tell', () => {
  expect(run('concept', 'timeout').stdout).not.toContain('you know')
  const log = path.join(home, 'log.json')
  const id = '00000000-0000-7000-8000-000000000001'
  const read = { id, atMs: Date.now(), kind: 'read', slug: 'circuit-breaker', data: { finished: true } }
  writeFileSync(log, JSON.stringify({ schemaVersion: 1, events: [read] }))
  expect(run('progress', 'import', log).status).toBe(0)
  expect(json('concept', 'circuit', 'breaker').mastery).toBeGreaterThan(0)
  expect(run('concept', 'circuit', 'breaker').stdout).toMatch(/you know \d+ % of it/)
})

test('concept without a name lists all, area by area; --area adds what they mean', () => {
  const { total, concepts } = json('concept')
  expect(total).toBe(concepts.length)
  const list = run('concept')
  expect(list.stdout).toMatch(/^Consensus \(\d+\)$/m)
  expect(widest(list.stdout)).toBeLessThanOrEqual(80)
  const area = json('concept', '--area', 'consensus')
  expect(area.concepts.every((one: { area: string }) => one.area === 'Consensus')).toBe(true)
  expect(area.total).toBeLessThan(total)
  expect(run('concept', '--area', 'cooking')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('There is no area "cooking".'),
  })
})

test('a name that no concept has is a mistake of the call, with a guess', () => {
  const { status, stdout, stderr } = run('concept', 'leder', 'election')
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('Did you mean leader-election')
})

test('concept graph draws boxes where they fit, a list where they do not, and areas without a name', () => {
  const { status, stdout } = run('concept', 'graph', 'vector clock', '--up')
  expect(status).toBe(0)
  expect(stdout).toMatch(/│ Lamport timestamp │[\s\S]*▼[\s\S]*│ vector clock │/)
  const list = run('concept', 'graph', 'replication', '--depth', '3')
  expect(list.stdout).toMatch(/^Builds on\n {2}fault tolerance\n/m)
  expect(widest(list.stdout)).toBeLessThanOrEqual(80)
  expect(run('concept', 'graph').stdout).toMatch(/^Consensus \(\d+\) +builds on /m)
})

test('concept graph writes Mermaid, Graphviz and JSON; --up and --down are two questions', () => {
  const mermaid = run('concept', 'graph', 'saga', '--up', '--format', 'mermaid').stdout
  expect(drawMermaid(mermaid, 80).text).toContain('compensating action')
  const dot = run('concept', 'graph', '--format', 'dot').stdout
  expect(dot).toMatch(/^digraph concepts \{\n/)
  expect(dot).toContain('  "consensus" -> "raft";')
  const data = JSON.parse(run('concept', 'graph', 'saga', '--format', 'json').stdout)
  expect(data).toEqual(json('concept', 'graph', 'saga'))
  expect(data).toMatchObject({ schemaVersion: 1, focus: 'saga' })
  expect(data.edges).toContainEqual({ from: 'saga', to: 'orchestration' })
  expect(run('concept', 'graph', 'saga', '--up', '--down').status).toBe(2)
})

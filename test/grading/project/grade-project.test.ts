import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DRILLS } from '../../../src/grading/project/drills/registry.ts'
import { isInStep } from '../../../src/grading/project/drills/resilience.ts'
import { gradeProject } from '../../../src/grading/project/grade-project.ts'
import { drilledPatterns } from '../../../src/grading/project/kinds.ts'
import { listProcesses } from '../../../src/platform/process-tree.ts'

const SHOP = path.join(import.meta.dirname, '../../fixtures/shop')
const DRILLED_PATTERNS = drilledPatterns(DRILLS)
const work = mkdtempSync(path.join(tmpdir(), 'compendium-shop-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Change {
  readonly environment?: Readonly<Record<string, string>>
  readonly orders?: object
  readonly [key: string]: unknown
}

let shops = 0

/** The shop with another contract. */
function shopWith({ environment = {}, orders = {}, ...others }: Change): string {
  const folder = path.join(work, String(shops++))
  cpSync(SHOP, folder, { recursive: true })
  const file = path.join(folder, 'compendium.project.json')
  const contract = JSON.parse(readFileSync(file, 'utf8'))
  const changed = {
    ...contract,
    environment: { ...contract.environment, ...environment },
    orders: { ...contract.orders, ...orders },
    ...others,
  }
  writeFileSync(file, JSON.stringify(changed))
  return folder
}

const grade = (folder: string, drills: readonly string[], patterns = DRILLED_PATTERNS) =>
  gradeProject({ folder, cwd: work, patterns, seed: 1, drills, patienceMs: 4000 })

const LIMITED = { environment: { LIMIT: '20' }, orders: { limit: { requests: 20, perSeconds: 2 } } }

/** What is wrong with the shop, and the drill that must say so. */
const BUGS: readonly (readonly [string, string])[] = [
  ['in-memory', 'no-lost-order'],
  ['new-keys', 'one-charge'],
  ['no-refund', 'saga-compensated'],
  ['never-resumes', 'saga-survives'],
  ['tells-at-once', 'outbox-drained'],
  ['poison-blocks', 'dead-letters'],
  ['runs-twice', 'same-request-once'],
  ['takes-another', 'same-request-once'],
  ['list-forgets', 'read-model'],
  ['reads-the-clock', 'state-from-events'],
  ['no-breaker', 'breaker-opens'],
  ['gives-up', 'retries'],
  ['no-bulkhead', 'bulkhead-holds'],
  ['health-asks', 'tells-its-health'],
  ['ready-asks', 'health-is-cheap'],
  ['ends-at-once', 'ends-in-order'],
  ['never-ends', 'ends-in-order'],
  ['closes-first', 'drains-first'],
  ['stays-ready', 'drains-first'],
]

describe('a shop that is right', () => {
  it.each(DRILLS.map(({ id }) => id))(
    'passes %s',
    async (id) => {
      const folder = id === 'rate-limited' ? shopWith(LIMITED) : SHOP
      const { checks, verdict } = await gradeProject({
        ...{ folder, cwd: work, patterns: DRILLED_PATTERNS, seed: 1, drills: [id] },
      })
      expect({ verdict, said: checks.map(({ message }) => message) }).toMatchObject({ verdict: 'pass' })
    },
    120_000,
  )
})

describe('a shop that is wrong', () => {
  it.each(BUGS)(
    '%s fails %s',
    async (bug, drill) => {
      const { checks } = await grade(shopWith({ environment: { BUG: bug } }), [drill])
      expect(checks).toMatchObject([{ id: drill, verdict: 'fail' }])
    },
    120_000,
  )

  it.each(['no-limit', 'no-hint'])(
    '%s fails rate-limited',
    async (bug) => {
      const folder = shopWith({ ...LIMITED, environment: { ...LIMITED.environment, BUG: bug } })
      const { checks } = await grade(folder, ['rate-limited'])
      expect(checks).toMatchObject([{ verdict: 'fail' }])
    },
    120_000,
  )
})

describe('a project', () => {
  it('that does not start is told so, with its last words', async () => {
    const start = ['node', '-e', 'console.error("no database"); process.exit(7)']
    const { verdict, fault } = await grade(shopWith({ start }), ['works'])
    expect({ verdict, fault }).toMatchObject({
      verdict: 'fail',
      fault: {
        code: 'project-not-started',
        message: 'It ended before it was ready: exit status 7',
        excerpt: ['no database'],
      },
    })
  })

  it('that does not build is told so', async () => {
    const { fault } = await grade(shopWith({ build: ['node', '-e', 'process.exit(3)'] }), ['works'])
    expect(fault?.message).toBe('`node -e process.exit(3)` did not succeed: exit status 3')
  })

  it('of which the contract leaves out what a drill needs is weak, and is told what', async () => {
    const contract = JSON.parse(readFileSync(path.join(SHOP, 'compendium.project.json'), 'utf8'))
    const { payments } = contract.dependencies
    const { verdict, checks } = await grade(shopWith({ dependencies: { payments } }), ['saga-compensated'])
    expect([verdict, checks[0]?.message]).toEqual([
      'weak',
      'It could not be tried: the contract names no stock.',
    ])
  })

  it.each([
    [
      'no contract',
      'no-project-contract',
      (folder: string) => rmSync(path.join(folder, 'compendium.project.json')),
    ],
    [
      'a contract that is no JSON',
      'bad-project-contract',
      (folder: string) => writeFileSync(path.join(folder, 'compendium.project.json'), '{'),
    ],
    [
      'a contract with an unknown key',
      'bad-project-contract',
      (folder: string) => writeFileSync(path.join(folder, 'compendium.project.json'), '{"strat":[]}'),
    ],
  ])('with %s is refused', async (_, code, spoil) => {
    const folder = shopWith({})
    spoil(folder)
    await expect(grade(folder, ['works'])).rejects.toMatchObject({ code })
  })

  it('is not graded for a pattern that has no drill', async () => {
    await expect(grade(SHOP, [], ['sagas'])).rejects.toMatchObject({ code: 'unknown-pattern' })
    await expect(grade(SHOP, [], [])).rejects.toMatchObject({ code: 'no-pattern' })
  })

  it('leaves no process behind', async () => {
    const before = new Set(listProcesses().map(({ pid }) => pid))
    await grade(SHOP, ['works'])
    const left = listProcesses().filter(({ pid, parent }) => !before.has(pid) && parent === process.pid)
    expect(left).toEqual([])
  }, 30_000)
})

describe('pauses', () => {
  it('of one length are in step, though a few are late', () => {
    expect(isInStep([100, 100, 101, 101, 101, 102, 102, 180])).toBe(true)
  })

  it('with a jitter of a tenth are not', () => {
    const pauses = Array.from({ length: 20 }, (_, at) => 90 + at)
    expect(isInStep(pauses)).toBe(false)
  })

  it('as short as the delays of the machine say nothing', () => {
    expect(isInStep([3, 3, 3, 3])).toBe(false)
  })
})

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gradeProject } from '../../../src/grading/project/grade-project.ts'
import { ALL_DRILLS, drilledPatterns } from '../../../src/grading/project/kinds.ts'
import { STORE_DRILLS } from '../../../src/grading/project/store/drills/registry.ts'

const STORE = path.join(import.meta.dirname, '../../fixtures/store')
const PATTERNS = drilledPatterns(STORE_DRILLS)
const work = mkdtempSync(path.join(tmpdir(), 'compendium-store-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

let stores = 0

/** The store with a bug, and another contract. */
function storeWith(bug: string, change: (contract: { store: Record<string, unknown> }) => void = () => {}) {
  const folder = path.join(work, String(stores++))
  cpSync(STORE, folder, { recursive: true })
  const file = path.join(folder, 'compendium.project.json')
  const contract = JSON.parse(readFileSync(file, 'utf8'))
  contract.environment.BUG = bug
  change(contract)
  writeFileSync(file, JSON.stringify(contract))
  return folder
}

/** What is wrong with the store, and the drill that must say so. */
const BUGS: readonly (readonly [string, string])[] = [
  ['by-clock', 'reads-back'],
  ['in-memory', 'kept-when-killed'],
  ['acks-alone', 'kept-when-killed'],
  ['acks-alone', 'kept-when-one-is-lost'],
  ['acks-alone', 'majority-needed'],
  ['reads-own', 'majority-needed'],
  ['waits-for-all', 'goes-on-without-one'],
  ['by-clock', 'one-register'],
  ['reads-own', 'one-register'],
  ['no-fence', 'deposed-leader'],
  ['own-token', 'deposed-leader'],
  ['no-successor', 'deposed-leader'],
  ['modulo', 'few-keys-move'],
  ['asks-others', 'lives-alone'],
]

const TIMEOUT_MS = 120_000

// They mostly wait, so several go on at a time.
describe.concurrent('a store that is right', () => {
  it.each(STORE_DRILLS.map(({ id }) => id))(
    'passes %s',
    async (id) => {
      const { checks } = await gradeProject({
        ...{ folder: STORE, cwd: work, patterns: PATTERNS, seed: 1, drills: [id] },
      })
      expect(checks.map(({ verdict, message }) => [verdict, message])).toMatchObject([['pass', {}]])
    },
    TIMEOUT_MS,
  )
})

describe.concurrent('a store that is wrong', () => {
  it.each(BUGS)(
    '%s fails %s',
    async (bug, drill) => {
      const { checks } = await gradeProject({
        ...{ folder: storeWith(bug), cwd: work, patterns: PATTERNS, seed: 1, drills: [drill] },
        patienceMs: 4000,
      })
      expect(checks).toMatchObject([{ id: drill, verdict: 'fail' }])
    },
    TIMEOUT_MS,
  )
})

describe('the contract of a store', () => {
  const grade = (folder: string, patterns: readonly string[], drills: readonly string[] = []) =>
    gradeProject({ folder, cwd: work, patterns, seed: 1, drills })

  it('that names no leader leaves its drill untried', async () => {
    const folder = storeWith('', ({ store }) => delete store['leader'])
    const { verdict, checks } = await grade(folder, PATTERNS, ['deposed-leader'])
    expect([verdict, checks[0]?.message]).toEqual([
      'weak',
      'It could not be tried: the contract names no leader.',
    ])
  })

  it('has drills of its own: one of orders is no pattern of it', async () => {
    await expect(grade(STORE, ['saga'])).rejects.toMatchObject({
      code: 'unknown-pattern',
      message: 'There is no drill of a project of the kind "store" for "saga".',
    })
  })

  it('with a key that is none is refused by its place', async () => {
    const folder = storeWith('', ({ store }) => Object.assign(store, { puts: {} }))
    await expect(grade(folder, PATTERNS)).rejects.toThrow('store: Unrecognized key: "puts"')
  })

  it('of a kind that there is not is told which there are', async () => {
    const folder = storeWith('', (contract) => Object.assign(contract, { kind: 'queue' }))
    await expect(grade(folder, PATTERNS)).rejects.toThrow('kind: "queue" is none of orders, store, gateway')
  })
})

it('no two drills have one id, of whatever kind', () => {
  const ids = ALL_DRILLS.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)])
})

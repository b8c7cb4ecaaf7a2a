import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExerciseContract } from '../../src/corpus/exercise-schema.ts'
import { isFault } from '../../src/grading/fault.ts'
import { requireLanguage } from '../../src/grading/language-choice.ts'
import { prepare } from '../../src/grading/prepare.ts'
import { Runner } from '../../src/grading/runner.ts'
import {
  isOdd,
  type Observation,
  type Operation,
  type PlainCall,
  type Sequence,
} from '../../src/grading/sequence.ts'
import { answersTogether } from '../../src/grading/value.ts'
import { hasGo } from './go-runner.ts'
import { FIXTURES } from './helpers.ts'
import { method, valueContract } from './value-contract.ts'

const FOLDER = path.join(FIXTURES, 'go', 'counter')

const contract: ExerciseContract = {
  ...valueContract('go', 'counter.go', []),
  type: 'Counter',
  options: [{ name: 'guard', type: 'string', default: 'mutex', meaning: 'x' }],
  given: [],
  methods: [method('add', ['int'], 'int'), method('value', [], 'int')],
  errors: [],
  shared: true,
}

/** Names of the table's entries before the first of the other kind. */
function namesIn(file: string): string[] {
  const text = readFileSync(path.join(FOLDER, file), 'utf8')
  return [...text.matchAll(/^\t"([a-z-]+)": /gm)].map(([, name = '']) => name)
}

const stores = namesIn('stores.go')
const wrong = stores.slice(stores.indexOf('nothing'))
const right = [...namesIn('locks.go'), ...stores.filter((name) => !wrong.includes(name))]
const DEADLOCKED = ['swapped-locks', 'read-twice', 'crossed', 'never-signaled']
const unguarded = wrong.filter((name) => !DEADLOCKED.includes(name))

const add = (n: number): PlainCall => ({ method: 'add', args: [n] })
const value: PlainCall = { method: 'value', args: [] }
const MEETINGS = [
  [add(1), add(2)],
  [add(1), value],
  [value, value, add(3)],
  [add(1), add(1), add(1)],
]

function sequences(guard: string, count: number): Sequence[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ startMs: 0, subjects: 1, options: { guard } },
    ops: MEETINGS.map(
      (calls, at): Operation => ({ op: 'together', on: 0, schedule: 1 + 10 * index + at, calls }),
    ),
  }))
}

function orders<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((one, at) => orders(items.toSpliced(at, 1)).map((rest) => [one, ...rest]))
}

/** Whether some order of the calls in each meeting explains everything. */
function isRight(seen: readonly Observation[]): boolean {
  let total = 0
  return MEETINGS.every((calls, at) => {
    const one = seen[at]
    const answers = typeof one === 'string' ? answersTogether(one) : undefined
    if (answers === undefined) return false
    const before = total
    total += calls.reduce((sum, call) => sum + Number(call.args[0] ?? 0), 0)
    return orders(calls.map((call, index) => [call, answers[index]] as const)).some((order) => {
      let now = before
      return order.every(([call, answer]) => {
        now += Number(call.args[0] ?? 0)
        return answer === `=${now}`
      })
    })
  })
}

describe.skipIf(!hasGo)('goroutines that share a counter (skipped: no go)', () => {
  let runner: Runner
  const disposals: (() => void)[] = []

  beforeAll(async () => {
    const prepared = await prepare(path.join(FOLDER, 'counter.go'), requireLanguage('go'), contract)
    if (isFault(prepared)) throw new Error(prepared.message)
    const yielding = await prepared.yielding?.()
    if (yielding === undefined) throw new Error('the fixture cannot be built with its steps yielding')
    disposals.push(prepared.dispose, yielding.dispose)
    const { command } = yielding
    runner = new Runner({ ...prepared, command, contract, timeoutMs: 60_000, now: () => performance.now() })
  }, 120_000)

  afterAll(async () => {
    await runner?.stop()
    for (const dispose of disposals) dispose()
  })

  async function run(all: readonly Sequence[]): Promise<(readonly Observation[])[]> {
    const seen = await runner.run(all)
    if (isFault(seen)) throw new Error(seen.message)
    return seen.flatMap((one) => (one === undefined ? [] : [one]))
  }

  it('are guarded in many ways, right and wrong', () => {
    expect(right.length).toBeGreaterThan(25)
    expect(unguarded.length).toBeGreaterThan(7)
  })

  it.each(right)('may be guarded by %s', { timeout: 60_000 }, async (guard) => {
    const seen = await run(sequences(guard, 15))
    expect(seen.length).toBe(15)
    expect(seen.filter((one) => !isRight(one))).toEqual([])
  })

  it.each(unguarded)('are seen to get between the steps of %s', async (guard) => {
    const seen = await run(sequences(guard, 15))
    expect(seen.length).toBe(15)
    expect(seen.filter((one) => !isRight(one)).length).toBeGreaterThan(5)
  })

  it.each(['sum', 'list', 'entry', 'captured', 'package', 'found-row', 'atomic-halves'])(
    'are seen to get between what one statement reads and writes: %s',
    async (guard) => {
      const seen = await run(sequences(guard, 200))
      // Each saw 0: between whole statements one of them would have seen the other's.
      expect(seen.map(([first]) => first)).toContain('&["=1","=2"]')
    },
  )

  it.each(DEADLOCKED)('are seen to wait for each other: %s', { timeout: 30_000 }, async (guard) => {
    const seen = await run(sequences(guard, 15))
    expect(seen.map((one) => one.at(-1)).find(isOdd)).toMatchObject({ ended: 'stuck' })
  })

  it.each(['nothing', 'halves', 'atomic-halves', 'condition', 'semaphore', 'actor', 'spin'])(
    'meet in the same way again with the same seed: %s',
    { timeout: 60_000 },
    async (guard) => {
      const shown = new Set<string>()
      for (let time = 0; time < 50; time += 1) {
        if (time % 25 === 0) await runner.stop()
        shown.add(JSON.stringify(await run(sequences(guard, 1))))
      }
      expect(shown.size).toBe(1)
    },
  )
})

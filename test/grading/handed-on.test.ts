import { describe, expect, it } from 'vitest'
import type { LanguageId } from '../../src/corpus/exercise-schema.ts'
import { fileName, mutated, readProgram } from '../../src/grading/exercise-files.ts'
import { isFault } from '../../src/grading/fault.ts'
import { languageById } from '../../src/grading/languages.ts'
import { callOn, keep, result, wait } from '../../src/grading/models/steps.ts'
import { prepare } from '../../src/grading/prepare.ts'
import { readMutants } from '../../src/grading/read-mutants.ts'
import { Runner } from '../../src/grading/runner.ts'
import type { Observation, Operation } from '../../src/grading/sequence.ts'
import { findProgram } from '../../src/platform/find-program.ts'
import { contractOf } from './contracts.ts'
import { fileWith, grade } from './helpers.ts'

const MINUTE = 60_000

const languages = (['python', 'typescript', 'go', 'java'] as const).filter((id) => {
  const interpreters = languageById(id)?.interpreters ?? []
  return interpreters.length === 0 || findProgram(interpreters) !== undefined
})

/** The solution, or what a mutant makes of it. */
async function program(slug: string, id: LanguageId, mutant?: string): Promise<string> {
  const contract = contractOf(slug)
  const solution = await readProgram(slug, 'solution', contract, id)
  const found = (await readMutants(slug)).find((one) => one.id === mutant)
  return fileWith(fileName(contract, id), found === undefined ? solution : mutated(solution, found, id))
}

/** What the operations show, on nodes a and b. */
async function seen(
  slug: string,
  id: LanguageId,
  ops: readonly Operation[],
  mutant?: string,
): Promise<readonly Observation[]> {
  const contract = contractOf(slug)
  const language = languageById(id)
  if (language === undefined) throw new Error(`${id} is gone`)
  const prepared = await prepare(await program(slug, id, mutant), language, contract)
  if (isFault(prepared)) throw new Error(prepared.message)
  const runner = new Runner({ ...prepared, contract, timeoutMs: MINUTE, now: () => performance.now() })
  try {
    const fault = await runner.load()
    if (fault !== undefined) throw new Error(fault.message)
    const each = contract.options.some(({ name }) => name === 'node')
      ? [{ node: 'a' }, { node: 'b' }]
      : [{}, {}]
    const found = await runner.run([{ startMs: 5000, subjects: 2, options: {}, each, ops }])
    if (isFault(found)) throw new Error(found.message)
    return found[0] ?? []
  } finally {
    await runner.stop()
    prepared.dispose()
  }
}

describe.each(languages)('what one operation gave, in %s', (id) => {
  const kept = [keep(1, 0, 'send'), keep(2, 0, 'tick'), callOn(1, 'compare', result(1), result(2))]

  it('is handed to another as the very object', { timeout: MINUTE }, async () => {
    expect((await seen('vector-clock', id, kept, 'hands-out-its-map')).at(-1)).toBe('="equal"')
  })

  it('is there only after it was kept, not when there was an error, and while clocks are set back', {
    timeout: MINUTE,
  }, async () => {
    const ops = [
      callOn(0, 'receive', result(1)),
      keep(1, 0, 'now'),
      keep(1, 0, 'receive', [9000, 0]),
      callOn(1, 'receive', result(1)),
      wait(-40),
      callOn(0, 'now'),
      callOn(1, 'now'),
    ]
    const all = await seen('hybrid-logical-clock', id, ops)
    expect(all).toEqual([null, '=[5000,0]', '!ClockDriftError', null, null, '=[5000,1]', '=[4960,0]'])
  })
})

it('has a name in the report', { timeout: MINUTE }, async () => {
  const contract = contractOf('vector-clock')
  const file = await program('vector-clock', 'python', 'hands-out-its-map')
  const { checks } = await grade(file, { contract, pattern: 'vector-clock' })
  const steps = checks.find(({ verdict }) => verdict === 'fail')?.counterexample?.steps ?? []
  const actions = steps.map(({ action }) => action).join('\n')
  expect(actions).toMatch(/^r1 = A\.\w+\(\)\n[\s\S]*\(.*r1.*\)$/)
})

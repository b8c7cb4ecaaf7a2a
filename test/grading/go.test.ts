import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeExercise } from '../../src/grading/write-exercise.ts'
import { hasGo } from './go-runner.ts'
import {
  contract,
  emptyFolder,
  failing,
  fileName,
  grade,
  mutantFile,
  mutants,
  solutionFile,
} from './helpers.ts'

const MINUTE = 60_000
const mine = mutants.filter((mutant) => mutant.edits.go !== undefined)

/** Those that only a driver that does its part can tell: the others are `exercise verify`'s. */
const TELLING = [
  'shared-count',
  'own-clock',
  'one-call-at-a-time',
  'late-results-count',
  'inner-rejection-missed',
  'falsy-is-failure',
]

describe.skipIf(!hasGo)('circuit breakers in Go (skipped: no go)', () => {
  it('the solution passes on 30 seeds', { timeout: MINUTE }, async () => {
    const result = await grade(solutionFile('go'), { seeds: 30, timeout: 60 })
    expect(result).toMatchObject({ verdict: 'pass', seeds: 30 })
  })

  it('the starter fails, and says what is yours to write', { timeout: MINUTE }, async () => {
    const dir = await emptyFolder()
    const request = { slug: 'circuit-breaker', title: 'Circuit Breaker', contract, language: 'go', dir }
    await writeExercise({ ...request, force: false, dryRun: false })
    const result = await grade(path.join(dir, fileName('go')))
    expect(failing(result)).toEqual(['passes-results-through'])
    expect(result.checks.find((check) => check.verdict === 'fail')?.message).toContain(
      'it ended with panic: Call is yours to write',
    )
  })

  it('at least eight are wrong, three of them subtly', () => {
    expect(mine.length).toBeGreaterThanOrEqual(8)
    expect(mine.filter((mutant) => mutant.subtle).length).toBeGreaterThanOrEqual(3)
  })

  it.each(mine.filter(({ id }) => TELLING.includes(id)).map((mutant) => [mutant.id, mutant] as const))(
    '%s fails on the property it breaks, and is diagnosed',
    { timeout: MINUTE },
    async (_id, mutant) => {
      const result = await grade(await mutantFile(mutant, 'go'))
      expect(result.diagnosis?.ids).toEqual([mutant.misconception])
      expect(failing(result)).toEqual([mutant.breaks])
    },
  )
})

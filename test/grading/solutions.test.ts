import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeExercise } from '../../src/grading/write-exercise.ts'
import {
  contract,
  emptyFolder,
  FIXTURES,
  failing,
  fileName,
  grade,
  LANGUAGES,
  solutionFile,
} from './helpers.ts'

const MINUTE = 60_000
const helpers = ['clock-type.ts', 'assert-never.ts']
const correct = readdirSync(path.join(FIXTURES, 'correct')).filter(
  (name) => name.includes('.') && !helpers.includes(name),
)

describe('correct programs', () => {
  it.each(LANGUAGES)('the %s solution passes on 200 seeds', { timeout: 3 * MINUTE }, async (language) => {
    const result = await grade(solutionFile(language), { seeds: 200, timeout: 60 })
    expect(result).toMatchObject({ verdict: 'pass', seeds: 200 })
    expect(result.sequences).toBeGreaterThan(200 * contract.defaults.sequences)
    expect(result.checks.every((check) => check.verdict === 'pass')).toBe(true)
  })

  it.each(correct)('%s, built in another way, passes on 10 seeds', { timeout: MINUTE }, async (name) => {
    const result = await grade(path.join(FIXTURES, 'correct', name), { seeds: 10, timeout: 60 })
    expect(failing(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })
})

describe('a starter', () => {
  it.each(LANGUAGES)('in %s fails, and says what is yours to write', async (language) => {
    const dir = await emptyFolder()
    const request = { slug: 'circuit-breaker', title: 'Circuit Breaker', contract, language, dir }
    await writeExercise({ ...request, force: false, dryRun: false })
    const result = await grade(path.join(dir, fileName(language)))
    expect(failing(result)).toEqual(['passes-results-through'])
    expect(result.checks.find((check) => check.verdict === 'fail')?.message).toContain(
      'call is yours to write',
    )
  })
})

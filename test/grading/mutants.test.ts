import { describe, expect, it } from 'vitest'
import { failing, grade, LANGUAGES, mutantFile, mutants } from './helpers.ts'

describe.each(LANGUAGES)('wrong programs in %s', (language) => {
  const mine = mutants.filter((mutant) => mutant.edits[language] !== undefined)

  it('are at least twelve, three of them subtle', () => {
    expect(mine.length).toBeGreaterThanOrEqual(12)
    expect(mine.filter((mutant) => mutant.subtle).length).toBeGreaterThanOrEqual(3)
  })

  it.each(mine.map((mutant) => [mutant.id, mutant] as const))(
    '%s fails on the property it breaks, and is diagnosed',
    { timeout: 60_000 },
    async (_id, mutant) => {
      const result = await grade(await mutantFile(mutant, language))
      expect(result.verdict).toBe('fail')
      expect(failing(result)).toEqual([mutant.breaks])
      expect(result.diagnosis?.ids).toEqual([mutant.misconception])
      const steps = result.checks.find((check) => check.id === mutant.breaks)?.counterexample?.steps ?? []
      expect(steps.at(-1)?.expected).toBeDefined()
      expect(steps.length).toBeLessThanOrEqual(10)
    },
  )
})

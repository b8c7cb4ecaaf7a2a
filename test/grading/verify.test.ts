import { describe, expect, it } from 'vitest'
import type { ExerciseContract } from '../../src/corpus/exercise-schema.ts'
import { mutated } from '../../src/grading/exercise-files.ts'
import { type VerifyResult, verify } from '../../src/grading/verify.ts'
import { VerifyTable } from '../../src/report/verify-text.ts'
import { contractOf } from './contracts.ts'

const slug = 'token-bucket'
const contract = contractOf(slug)

function verified(changed: ExerciseContract, shard?: { index: number; of: number }): Promise<VerifyResult> {
  return verify({
    exercises: [{ slug, contract: changed }],
    languages: ['python'],
    seeds: 3,
    jobs: 2,
    shard,
    now: () => performance.now(),
  })
}

function table(result: VerifyResult): string[] {
  const slugs = result.rows.map(({ slug }) => slug)
  const one = new VerifyTable({ slugs, languages: ['python'] }, 0)
  return [one.head(), ...one.rows(result.rows), ...one.foot(result)]
}

describe('verifying an exercise', { timeout: 60_000 }, () => {
  it('finds that the reference passes, and that starter and wrong programs fail as they should', async () => {
    const result = await verified(contract)
    expect(result).toMatchObject({
      references: { passed: 1, total: 1 },
      starters: { failed: 1, total: 1 },
      falseAlarms: 0,
      missing: [],
    })
    expect(result.mutants.total).toBeGreaterThanOrEqual(10)
    expect(result.mutants).toMatchObject({ killed: result.mutants.total, named: result.mutants.total })
    expect(table(result).at(-1)).toMatch(/^PASS {2}references 1\/1 pass/)
  })

  it('calls it a false alarm when a reference does not pass', async () => {
    const options = contract.options.map((one) => (one.name === 'capacity' ? { ...one, default: 9 } : one))
    const result = await verified({ ...contract, options })
    expect(result).toMatchObject({ references: { passed: 0, total: 1 }, falseAlarms: 1 })
    expect(result.rows[0]?.problem).toBe('is fail (has-the-stated-defaults)')
    expect(table(result).at(-1)).toMatch(/^FAIL {2}/)
  })

  it('splits the work so that every program is graded in just one part', async () => {
    const parts = await Promise.all([1, 2].map((index) => verified(contract, { index, of: 2 })))
    const names = parts.flatMap(({ rows }) => rows.map(({ kind, id }) => id ?? kind))
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('reference')
    expect(names).toContain('other-default')
  })

  it('refuses a mutant that finds its place twice or never', () => {
    const mutant = {
      ...{ id: 'm', breaks: 'b', title: 't', misconception: 'c', subtle: false },
      edits: { python: [{ find: 'a', replace: 'b' }] },
    }
    expect(mutated('xay', mutant, 'python')).toBe('xby')
    expect(() => mutated('aa', mutant, 'python')).toThrow('not there exactly once')
    expect(() => mutated('x', mutant, 'python')).toThrow('not there exactly once')
  })

  it('tells of each exercise when its last program is done, before the next has begun', async () => {
    const told: string[] = []
    const other = 'circuit-breaker'
    await verify({
      exercises: [slug, other].map((one) => ({ slug: one, contract: contractOf(one) })),
      ...{ languages: ['python'], seeds: 1, jobs: 1, shard: { index: 1, of: 8 }, now: () => 0 },
      onPlan: ({ slugs, languages }) => told.push(`${slugs.join(' ')} in ${languages.join(' ')}`),
      onRow: (row) => told.push(row.slug),
      onExercise: (rows) => told.push(`${rows[0]?.slug}: all ${rows.length}`),
    })
    const counts = [slug, other].map((one) => told.filter((line) => line === one).length)
    expect(told).toEqual([
      `${slug} ${other} in python`,
      ...Array.from({ length: counts[0] ?? 0 }, () => slug),
      `${slug}: all ${counts[0]}`,
      ...Array.from({ length: counts[1] ?? 0 }, () => other),
      `${other}: all ${counts[1]}`,
    ])
    expect(Math.min(...counts)).toBeGreaterThan(0)
  })
})

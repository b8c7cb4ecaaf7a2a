import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { contractOf } from './contracts.ts'
import { FIXTURES, failing, grade } from './helpers.ts'

const FOLDER = path.join(FIXTURES, 'correct')
const PROGRAM = /\.(py|m?js|ts|go|java)$/

const programs = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(path.join(FOLDER, name), { recursive: true, encoding: 'utf8' }).map(
      (file) => [name, file] as const,
    ),
  )
  .filter(([, file]) => PROGRAM.test(file))

describe('a correct program that is built in another way than the solution', () => {
  it('is there for most exercises', () => {
    expect(new Set(programs.map(([slug]) => slug)).size).toBeGreaterThanOrEqual(8)
  })

  it.each(programs)('%s: %s passes on 10 seeds', { timeout: 120_000 }, async (slug, file) => {
    const contract = contractOf(slug)
    const result = await grade(path.join(FOLDER, slug, file), {
      pattern: slug,
      contract,
      seeds: 10,
      timeout: 60,
    })
    expect(failing(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })
})

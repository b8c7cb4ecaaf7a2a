import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LanguageId } from '../../src/corpus/exercise-schema.ts'
import { verdictLines } from '../../src/report/verdict-text.ts'
import { contract, FIXTURES, grade, mutantFile, mutants, solutionFile } from './helpers.ts'

const GOLDEN = path.join(import.meta.dirname, 'golden')

/** The whole report, as on a plain terminal of 80 columns. */
async function transcript(file: string): Promise<string> {
  const result = await grade(file, { seed: contract.defaults.seed })
  return `${verdictLines(result, { color: 0, width: 80 }).join('\n')}\n`
}

/** UPDATE_GOLDEN=1 rewrites the files: look at the difference before you commit it. */
async function matchesGolden(name: string, file: string): Promise<void> {
  const found = await transcript(file)
  const golden = path.join(GOLDEN, `${name}.txt`)
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(golden, found)
  expect(found).toBe(await readFile(golden, 'utf8'))
}

const wrong: readonly (readonly [LanguageId, string])[] = [
  ['python', 'threshold-off-by-one'],
  ['python', 'boundary-exclusive'],
  ['python', 'late-results-count'],
  ['python', 'one-call-at-a-time'],
  ['python', 'shared-by-all'],
  ['javascript', 'promise-not-awaited'],
  ['javascript', 'slot-kept-on-error'],
  ['typescript', 'timer-not-restarted'],
  ['typescript', 'default-too-low'],
]

describe('the report on', { timeout: 60_000 }, () => {
  it('the Python solution', () => matchesGolden('solution-python', solutionFile('python')))

  it.each(wrong)('a wrong program in %s: %s', async (language, id) => {
    const mutant = mutants.find((one) => one.id === id)
    if (mutant === undefined) throw new Error(`no mutant ${id}`)
    await matchesGolden(`${language}-${id}`, await mutantFile(mutant, language))
  })

  it.each([
    ['malformed', 'missing_class.py'],
    ['malformed', 'state_method.mjs'],
    ['malformed', 'syntax.mjs'],
    ['malformed', 'raises_at_import.ts'],
    ['hostile', 'prints.py'],
    ['hostile', 'throws_text.mjs'],
    ['hostile', 'exits_in_call.py'],
    ['hostile', 'hard_exit_at_import.py'],
    ['hostile', 'floods.py'],
  ])('a program that is %s: %s', (kind, name) =>
    matchesGolden(`${kind}-${name.replace('.', '-')}`, path.join(FIXTURES, kind, name)),
  )
})

describe('the same seed', () => {
  it('gives the same grade to the byte, and another seed other sequences', { timeout: 60_000 }, async () => {
    const mutant = mutants.find((one) => one.id === 'successes-kept-after-reopening')
    if (mutant === undefined) throw new Error('the mutant is gone')
    const file = await mutantFile(mutant, 'python')
    const [first, second] = [await grade(file, { seed: 7 }), await grade(file, { seed: 7 })]
    expect(JSON.stringify(first)).toBe(JSON.stringify(second))
    expect(first.replay).toMatch(/--seed 7$/)
  })
})

import { expect, it } from 'vitest'
import { handsFunctions } from '../../src/grading/meetings.ts'
import { SHARED_PATTERNS, sharedContractOf, solutionOf } from './contracts.ts'
import { fileWith, grade } from './helpers.ts'

export const MINUTE = 60_000

/** Components whose calls side by side are handed functions. */
export const HANDING = SHARED_PATTERNS.filter((slug) => handsFunctions(sharedContractOf(slug)))
export const SHARED = SHARED_PATTERNS.filter((slug) => !HANDING.includes(slug))

export const LOCKING = /^\t+(?:defer )?\w+\.(?:mu|mutex)\.(?:Lock|Unlock)\(\)$/gm

export async function graded(slug: string, edit: (text: string) => string, more = {}) {
  const contract = sharedContractOf(slug)
  const { name, text } = solutionOf(slug, 'go')
  expect(edit(text)).not.toBe(text)
  const file = await fileWith(name, edit(text))
  return { file, grade: () => grade(file, { pattern: slug, contract, ...more }) }
}

/** The references in Go of these, each without its lock. */
export function failUnlocked(slugs: readonly string[]): void {
  it.each(slugs)('fails without its lock, in this alone: %s', { timeout: MINUTE }, async (slug) => {
    const program = await graded(slug, (text) => text.replace(LOCKING, ''))
    const result = await program.grade()
    const failing = result.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
    expect(failing).toEqual(['side-by-side'])
    expect(result.diagnosis?.ids).toEqual(['unguarded'])
  })
}

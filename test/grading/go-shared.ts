import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { exerciseSchema } from '../../src/corpus/exercise-schema.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { handsFunctions } from '../../src/grading/meetings.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { fileWith, grade } from './helpers.ts'

export const MINUTE = 60_000

function contractOf(slug: string) {
  const text = readFileSync(path.join(exerciseFolder(slug), 'exercise.yaml'), 'utf8')
  const contract = exerciseSchema.parse(parse(text))
  return { ...contract, shared: contract.shared || contract.may_share }
}

function isShared(slug: string): boolean {
  return existsSync(path.join(exerciseFolder(slug), 'exercise.yaml')) && contractOf(slug).shared
}

const ALL = readdirSync(path.join(packageRoot(), 'content', 'patterns')).filter(isShared)

/** Components whose calls side by side are handed functions. */
export const HANDING = ALL.filter((slug) => handsFunctions(contractOf(slug)))
export const SHARED = ALL.filter((slug) => !HANDING.includes(slug))

export const LOCKING = /^\t+(?:defer )?\w+\.(?:mu|mutex)\.(?:Lock|Unlock)\(\)$/gm

export async function graded(slug: string, edit: (text: string) => string, more = {}) {
  const contract = contractOf(slug)
  const name = contract.languages.go?.file ?? ''
  const text = readFileSync(path.join(exerciseFolder(slug), 'solution', 'go', name), 'utf8')
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

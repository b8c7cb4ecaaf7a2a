import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exerciseSchema } from '../../src/corpus/exercise-schema.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { gradeFile } from '../../src/grading/grade.ts'
import { hasJava } from './java-runner.ts'

const MINUTE = 60_000
const folder = mkdtempSync(path.join(tmpdir(), 'compendium-java-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function contractOf(slug: string) {
  return exerciseSchema.parse(parse(readFileSync(path.join(exerciseFolder(slug), 'exercise.yaml'), 'utf8')))
}

function reference(slug: string): { file: string; text: string } {
  const { file } = contractOf(slug).languages.java ?? { file: '' }
  return { file, text: readFileSync(path.join(exerciseFolder(slug), 'solution', 'java', file), 'utf8') }
}

async function graded(slug: string, name: string, text: string) {
  const dir = path.join(folder, slug, name)
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, reference(slug).file)
  writeFileSync(file, text)
  const contract = contractOf(slug)
  return gradeFile({ file, cwd: dir, pattern: slug, contract, timeout: 30, now: () => performance.now() })
}

const unlocked = (text: string): string => text.replaceAll('synchronized ', '')

/** All others are held to the same by hand: each takes two compilations. */
const SAMPLE = ['lru-cache', 'token-bucket']

describe.skipIf(!hasJava).each(SAMPLE)('%s in Java, shared by threads', { timeout: MINUTE }, (slug) => {
  it('fails without its lock, and with it passes', async () => {
    const { text } = reference(slug)
    const grade = await graded(slug, 'unlocked', unlocked(text))
    const failing = grade.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
    expect(failing).toEqual(['side-by-side'])
    expect(grade.diagnosis?.ids).toEqual(['unguarded'])
    expect((await graded(slug, 'locked', text)).verdict).toBe('pass')
  })
})

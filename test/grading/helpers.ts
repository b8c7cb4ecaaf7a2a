import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import type { ExerciseContract, LanguageId } from '../../src/corpus/exercise-schema.ts'
import type { Mutant } from '../../src/corpus/mutant-schema.ts'
import { mutated, programFile } from '../../src/grading/exercise-files.ts'
import { type GradeOptions, gradeFile } from '../../src/grading/grade.ts'
import { readMutants } from '../../src/grading/read-mutants.ts'
import type { Grade } from '../../src/grading/verdict.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { contractOf } from './contracts.ts'

export const FIXTURES = path.join(packageRoot(), 'test', 'fixtures', 'grading')
export const LANGUAGES: readonly LanguageId[] = ['python', 'javascript', 'typescript']

export const contract: ExerciseContract = contractOf('circuit-breaker')

export const mutants = await readMutants('circuit-breaker')

/** Grades a file as the command would, from the folder it lies in. */
export function grade(file: string, options: Partial<GradeOptions> = {}): Promise<Grade> {
  return gradeFile({
    file: path.basename(file),
    cwd: path.dirname(file),
    pattern: 'circuit-breaker',
    contract,
    now: () => performance.now(),
    ...options,
  })
}

export function fileName(language: LanguageId): string {
  return contract.languages[language]?.file ?? ''
}

export function solutionFile(language: LanguageId): string {
  return programFile('circuit-breaker', 'solution', contract, language)
}

const folders: string[] = []

export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-grading-'))
  folders.push(folder)
  return folder
}

afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A file of that name and text in a folder of its own. */
export async function fileWith(name: string, text: string | Buffer): Promise<string> {
  const file = path.join(await emptyFolder(), name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}

/** The solution with the mutant's edits. */
export async function mutantFile(mutant: Mutant, language: LanguageId): Promise<string> {
  const solution = await readFile(solutionFile(language), 'utf8')
  return fileWith(fileName(language), mutated(solution, mutant, language))
}

export function failing(result: Grade): readonly string[] {
  return result.checks.filter((check) => check.verdict === 'fail').map((check) => check.id)
}

/** Processes whose command line or environment shows that a run left them behind. Linux only. */
export function leftBehind(mark: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return line.includes(mark) ? [`${pid} ${line}`] : []
      } catch {
        return []
      }
    })
}

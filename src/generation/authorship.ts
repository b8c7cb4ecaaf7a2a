import path from 'node:path'
import { pathKind, readBytes } from '../platform/tree.ts'
import { hashOf, readRecord, readRecordedProject } from './record.ts'

/** Code of the program itself: tests and tools are no part of what is drilled. */
const PROGRAM = /^(?!(?:tests?|tools)\/).*\.(?:ts|js|mjs|py)$/

/** The language of a project, and whether its program is still as it was generated. */
export async function authorshipOf(dir: string): Promise<{ language: string; asGenerated: boolean }> {
  const [project, record] = await Promise.all([readRecordedProject(dir), readRecord(dir)])
  const program = [...record].filter(([file]) => PROGRAM.test(file))
  const same = await Promise.all(program.map(([file, hash]) => isSame(path.join(dir, file), hash)))
  return {
    language: project?.language ?? (await languageOf(dir)),
    asGenerated: program.length > 0 && same.every(Boolean),
  }
}

/** The patterns that a generated project was made of; none of one that somebody wrote. */
export async function generatedPatterns(dir: string): Promise<readonly string[]> {
  return (await readRecordedProject(dir))?.patterns ?? []
}

async function isSame(file: string, hash: string): Promise<boolean> {
  return (await pathKind(file)) === 'file' && hashOf(await readBytes(file)) === hash
}

/** What the file says that its tools begin with, the most telling first. */
const TELLING = [
  ['tsconfig.json', 'typescript'],
  ['package.json', 'javascript'],
  ['pyproject.toml', 'python'],
  ['requirements.txt', 'python'],
  ['go.mod', 'go'],
  ['pom.xml', 'java'],
  ['build.gradle', 'java'],
  ['build.gradle.kts', 'java'],
] as const

async function languageOf(dir: string): Promise<string> {
  for (const [file, language] of TELLING) {
    if ((await pathKind(path.join(dir, file))) === 'file') return language
  }
  return 'other'
}

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from './package-root.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where the compiled corpus is: `$COMPENDIUM_CORPUS`, else the one that was built with the package. */
export function corpusDir(env: Environment = process.env): string {
  const chosen = env['COMPENDIUM_CORPUS']
  return chosen ? path.resolve(chosen) : path.join(packageRoot(), 'dist', 'corpus')
}

/** Whether the user has named it. */
export function isCorpusChosen(env: Environment = process.env): boolean {
  return Boolean(env['COMPENDIUM_CORPUS'])
}

/** Reads a file that our own build wrote; undefined when it is not there. */
export function readBuiltJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
